import { type Browser, expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { enterAs, enterOwnPlace } from "../../support/places.ts"

// Two people, one resolver and axe in one errand: long on a machine of two cores.
test.describe.configure({ timeout: 240_000 })

/** The demo's resolver, told what a zone says from now on (scripts/local/dns.ts). */
const dns = `http://localhost:${process.env.DNS_PORT ?? Number(new URL(String(process.env.APP_URL)).port) + 11}`
const publish = (nom: string, type: "MX" | "TXT", valeur: string) =>
  fetch(dns, { method: "POST", body: new URLSearchParams({ nom, type, valeur }) })

/** The support, in a browser of its own, on the same order. */
async function staffPage(browser: Browser, souscription: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: String(process.env.APP_URL), locale: "fr-FR" })
  await enterAs(context, "gestionnaire")
  const page = await context.newPage()
  await page.goto(`/gestion/souscriptions/${souscription}/messagerie`)
  return page
}

async function order(page: Page, path: string): Promise<string> {
  await page.goto(`${path}/services/messagerie-nom-de-domaine/souscrire`)
  await page.getByLabel("Quantité").fill("3")
  await page.getByLabel("Qui contacter").fill("Accueil de la mairie")
  await page.getByLabel("Son courriel").fill("accueil@demo.invalid")
  await page.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(page).toHaveURL(/\/souscriptions\/[0-9a-f-]{36}$/)
  return new URL(page.url()).pathname.split("/").at(-1) ?? ""
}

const choose = async (page: Page, nom: string) => {
  await page.getByLabel(/^(Nom voulu|Changer de nom)$/).fill(nom)
  await page.getByRole("button", { name: "Vérifier et choisir ce nom" }).click()
}
const add = async (page: Page, adresse: string, usage: string) => {
  await page.getByLabel("Adresse", { exact: true }).fill(adresse)
  await page.getByLabel("À qui elle sert").fill(usage)
  await page.getByRole("button", { name: "Ajouter cette boîte" }).click()
}
const step = (page: Page, nom: string) => page.getByRole("listitem").filter({ hasText: nom })
const finish = async (page: Page, nom: string) => {
  await page
    .getByRole("form", { name: `Étape : ${nom}` })
    .getByRole("button", { name: "C’est fait" })
    .click()
  await expect(step(page, nom)).toContainText("fait le")
}

test("she orders mail on a name of the commune's own, and follows it with the provider to the day it switches", async ({
  page,
  context,
  browser,
}) => {
  const { path } = await enterOwnPlace(context, "commune", ["secretaire"])
  await page.goto(`${path}/messagerie`)
  await expectAccessible(page)
  const souscription = await order(page, path)
  await page.getByRole("link", { name: "Nom de domaine, boîtes et migration" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Messagerie et nom de domaine" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  // The name: neither a wrong one nor a provider's, then one that the resolver says is free.
  await choose(page, "mairie é.fr")
  await expect(page.getByText("Un nom de domaine s'écrit en lettres sans accent").first()).toBeVisible()
  await choose(page, "orange.fr")
  await expect(page.getByText("« orange.fr » est celui d'un fournisseur").first()).toBeVisible()
  await expectAccessible(page)
  const nom = `mairie-${crypto.randomUUID().slice(0, 8)}.fr`
  await page.getByLabel("L’adresse que vous quittez").fill("mairie.essai@orange.fr")
  await choose(page, nom)
  await expect(page.getByText("libre", { exact: true })).toBeVisible()
  await expect(page.getByText("générique, facile à imiter")).toBeVisible()

  // The mailboxes, by function.
  await add(page, "accueil", "Accueil de la mairie")
  await expect(page.getByText(`accueil@${nom}`)).toBeVisible()
  await add(page, "accueil", "Encore")
  await expect(page.getByText("Cette adresse existe déjà.").first()).toBeVisible()
  await add(page, "ecole", "École")
  await page.getByRole("form", { name: "Retirer ecole" }).getByRole("button", { name: "Retirer" }).click()
  await expect(page.getByText(`ecole@${nom}`)).toBeHidden()

  await page.getByLabel("Date de bascule").fill("2027-01-12")
  await page.getByLabel("Date de formation").fill("2027-01-14")
  await page.getByRole("button", { name: "Enregistrer les dates" }).click()
  await expect(page.getByLabel("Date de bascule")).toHaveValue("2027-01-12")
  await expect(page.getByText("Le prestataire n’a pas encore donné ce que la zone doit contenir.")).toBeVisible()
  await finish(page, "Lister où l'ancienne adresse sert")
  await expect(step(page, "Créer les boîtes")).toContainText("à faire par le prestataire")
  await expectAccessible(page)
  await expectReflow(page)

  // What the provider gives, and what it did.
  const staff = await staffPage(browser, souscription)
  await expectAccessible(staff)
  await staff.getByLabel("Serveur qui reçoit (MX)").fill("mx.messagerie.invalid")
  await staff.getByLabel("Autorisé par le SPF").fill("spf.messagerie.invalid")
  await staff.getByLabel("Sélecteur DKIM").fill("s1")
  await staff.getByRole("button", { name: "Enregistrer" }).click()
  await expect(staff.getByRole("table", { name: "Contrôle de la zone" })).toBeVisible()
  await finish(staff, "Créer les boîtes")
  await finish(staff, "Reprendre les messages et les contacts")
  await expectAccessible(staff)
  await expectReflow(staff)

  // The zone, right but for one line; then right.
  await publish(nom, "MX", "mx.messagerie.invalid")
  await publish(nom, "TXT", "v=spf1 include:spf.messagerie.invalid -all")
  await publish(`s1._domainkey.${nom}`, "TXT", "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A")
  await publish(`_dmarc.${nom}`, "TXT", "v=DMARC1; p=none")
  await page.reload()
  await finish(page, "Faire suivre l'ancienne adresse")
  const line = (record: string) => page.getByRole("row", { name: new RegExp(`^${record}`) })
  await page.getByRole("button", { name: "Vérifier maintenant" }).click()
  for (const record of ["MX", "SPF", "DKIM"]) await expect(line(record)).toContainText("conforme")
  await expect(line("DMARC")).toContainText("à corriger")
  await expectAccessible(page)
  await expectReflow(page)
  await staff.reload()
  const switching = staff.getByRole("form", { name: "Étape : Basculer" }).getByRole("button")
  await switching.click()
  await expect(staff.getByText("La bascule attend une zone conforme : DMARC.")).toBeVisible()
  await publish(`_dmarc.${nom}`, "TXT", "v=DMARC1; p=reject")
  await page.getByRole("button", { name: "Vérifier maintenant" }).click()
  await expect(line("DMARC")).toContainText("conforme")
  await staff.reload()
  await finish(staff, "Basculer")

  await page.reload()
  await expect(page.getByRole("button", { name: "Vérifier et choisir ce nom" })).toBeHidden()
  await finish(page, "Prévenir les correspondants")
  await expect(step(page, "Se former")).toContainText("à faire par l'opérateur")
  await expectAccessible(page)
  await staff.context().close()
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("the name is checked and kept, and a wrong one says why beside its field", async ({ page, context }) => {
    const { path } = await enterOwnPlace(context, "commune", ["secretaire"])
    const souscription = await order(page, path)
    await page.goto(`${path}/messagerie?souscription=${souscription}`)
    await choose(page, "gmail.com")
    await expect(page.getByText("« gmail.com » est celui d'un fournisseur").first()).toBeVisible()
    await expect(page.getByLabel("Nom voulu")).toHaveValue("gmail.com")
    const nom = `mairie-${crypto.randomUUID().slice(0, 8)}.fr`
    await choose(page, nom)
    await expect(page.getByText(nom, { exact: true })).toBeVisible()
    await add(page, "maire", "Maire")
    await expect(page.getByText(`maire@${nom}`)).toBeVisible()
  })
})
