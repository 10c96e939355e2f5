import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { mailbox, waitForMail } from "../../support/portal.ts"
import { openSession } from "../../support/sessions.ts"
import { agentLogin, identite } from "../../support/statements.ts"

// Mails, several people and axe in one errand: long on a machine of two cores.
test.describe.configure({ timeout: 240_000 })

async function enter(context: BrowserContext, courriel: string): Promise<void> {
  const [name = "", value = ""] = (await openSession(courriel)).split("=")
  await context.addCookies([{ name, value, url: String(process.env.APP_URL) }])
}

type Someone = { nom: string; courriel: string; personneId: string; collectiviteId: string; publicId: string }

/** A new deputy secretary of Marbois: nobody has told her anything yet. */
async function adjointe(): Promise<Someone> {
  const mark = crypto.randomUUID()
  const nom = `Secrétaire adjointe ${mark.slice(0, 8)}`
  const courriel = `adjointe.${mark}@demo.invalid`
  const [row] = await identite<{ personneId: string; collectiviteId: string; publicId: string }>(
    `with p as (insert into personne (nom, courriel) values ($1, $2) returning id),
      r as (insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
        select c.id, p.id, 'secretaire', 'Secrétaire adjointe', current_date, 'essai' from p, collectivite c where c."codeInsee" = '27157')
     select p.id as "personneId", c.id as "collectiviteId", c."publicId" from p, collectivite c where c."codeInsee" = '27157'`,
    nom,
    courriel,
  )
  if (!row) throw new Error("Marbois is gone")
  return { nom, courriel, ...row }
}

/** As a command would tell her: the worker does the rest. */
const tell = (who: Someone, genre: string, titre: string, legale = false) =>
  agentLogin(
    `insert into notification ("collectiviteId", "personneId", genre, "objetId", titre, texte, lien, legale)
     values ($1, $2, $3, gen_random_uuid(), $4, 'Ce qui s''est passé.', $5, $6)`,
    who.collectiviteId,
    who.personneId,
    genre,
    titre,
    `/c/${who.publicId}/souscriptions`,
    legale,
  )

const fail = (fault: string, to: string) =>
  fetch(`${mailbox()}/controle`, { method: "POST", body: new URLSearchParams({ fault, to }) })

const bell = (page: Page) => page.getByRole("banner").getByRole("link", { name: /^Notifications/ })

test("she reads what happened, and chooses how she hears of it", async ({ page, context }) => {
  const who = await adjointe()
  await enter(context, who.courriel)
  await page.goto("/moi/notifications")
  await expect(page.getByText("Aucune notification pour le moment.")).toBeVisible()
  await expectAccessible(page)

  const since = new Date()
  await tell(who, "souscription-approuvee", "Pack cyber : approuvé")
  const mail = await waitForMail(context, who.courriel, since)
  expect(mail.subject).toContain("Pack cyber : approuvé")
  await page.goto(/https?:\/\/\S+desabonnement\S+/.exec(mail.text)?.[0] ?? "")
  await expect(page.getByRole("button", { name: "Ne plus recevoir ces courriels" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto(`/c/${who.publicId}`)
  await expect(bell(page)).toHaveAccessibleName(/1.non lue/)
  await bell(page).click()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Pack cyber : approuvé" }).click()
  await expect(page).toHaveURL(/\/souscriptions$/)
  await expect(bell(page)).toHaveAccessibleName("Notifications")

  await page.goto("/moi/notifications")
  await page.getByRole("link", { name: "Choisir ce que je reçois par courriel" }).click()
  await expect(page.getByRole("heading", { name: "Ce qui part toujours" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("group", { name: "Souscription refusée" }).getByLabel("Sur le portail seulement").check()
  await page.getByRole("button", { name: "Enregistrer mes choix" }).click()
  await expect(page.getByText("Vos choix sont enregistrés")).toBeVisible()
  await page.reload()
  await expect(
    page.getByRole("group", { name: "Souscription refusée" }).getByLabel("Sur le portail seulement"),
  ).toBeChecked()
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("the link of a mail opens a page whose button silences that kind, and legal notices still leave", async ({
    page,
    context,
  }) => {
    const who = await adjointe()
    let since = new Date()
    await tell(who, "souscription-approuvee", "Première")
    const mail = await waitForMail(context, who.courriel, since)
    const link = /https?:\/\/\S+desabonnement\S+/.exec(mail.text)?.[0] ?? ""
    await page.goto(link)
    await page.getByRole("button", { name: "Ne plus recevoir ces courriels" }).click()
    await expect(page.getByText("C’est noté")).toBeVisible()

    since = new Date()
    await tell(who, "souscription-approuvee", "Seconde")
    await tell(who, "souscription-approuvee", "Obligatoire", true)
    const legal = await waitForMail(context, who.courriel, since)
    expect(legal.subject).toContain("Obligatoire")
    expect(legal.text).toContain("la loi le demande")

    await page.goto(link.replace(/s=[0-9a-f]{4}/, "s=0000"))
    await expect(page.getByText("Ce lien ne dit pas quels courriels arrêter.")).toBeVisible()
  })
})

test("a legal notice that the mail server refuses counts as not notified, until staff told otherwise", async ({
  page,
  context,
}) => {
  const who = await adjointe()
  await fail("reject", who.courriel)
  await tell(who, "souscription-terminee", "Fin du service", true)
  await enter(context, "gestionnaire@demo.invalid")
  const list = `/gestion/notifications?cherche=${encodeURIComponent(who.courriel)}`
  await expect(async () => {
    await page.goto(list)
    await expect(page.getByText("non notifié", { exact: true })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto("/gestion")
  await expect(page.getByText(/avis non notifiés?/)).toBeVisible()

  await page.goto(list)
  await page.getByRole("link", { name: /Fin du service/ }).click()
  await expect(page.getByText("5.1.1")).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Noter que la collectivité est avertie" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Rien n’a été enregistré" })).toBeFocused()
  await page.getByLabel("Comment et quand").fill("Lettre recommandée du 24 novembre.")
  await page.getByRole("button", { name: "Noter que la collectivité est avertie" }).click()
  await expect(page.getByText("notifié autrement", { exact: true }).first()).toBeVisible()
  await expectAccessible(page)
  await page.goto(list)
  await expect(page.getByText("Tous les avis sont arrivés.")).toBeVisible()
  await fail("none", who.courriel)
})

test("what waits for an élu for more than a week is late on the desk, by name", async ({ page, context }) => {
  await enter(context, "gestionnaire@demo.invalid")
  await page.goto("/gestion")
  const late = page.getByRole("table", { name: /attendent un élu depuis plus d’une semaine/ })
  await expect(late.getByRole("row", { name: /Marbois/ })).toContainText("Maire de Marbois")
  await expectAccessible(page)
  await expectReflow(page)
})
