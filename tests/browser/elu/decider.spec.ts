import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { enterAs, enterAt, enterOwnPlace, KINDS } from "../../support/places.ts"

/** What the dashboard says of each kind: a rate for inhabitants, aggregates over its communes, no population at all. */
const SITUATION = {
  commune: ["par habitant, pour", "Ce que vos voisines utilisent"],
  epci: ["Un montant fixe, soit", "Ce que vos communes utilisent"],
  syndicat: ["un syndicat n’a pas de population propre", null],
} as const

async function ask(page: Page, path: string, posts: readonly string[]): Promise<void> {
  await page.goto(`${path}/services/pack-cyber/souscrire`)
  for (const [line, poste] of posts.entries()) {
    await page.getByLabel("Nom du poste").nth(line).fill(poste)
    await page.getByLabel("Site").nth(line).fill("Mairie")
    await page.getByLabel("Fonction de la personne").nth(line).fill("Agent")
  }
  await page.getByLabel("Qui contacter").fill("Accueil")
  await page.getByLabel("Son courriel").fill("accueil@demo.invalid")
  await page.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(page).toHaveURL(/\/souscriptions\/[0-9a-f-]{36}$/)
}

for (const [kind, who] of KINDS) {
  // How the personal factor is given is tested with identity: here the session already has it.
  test(`the élu of ${who} decides: a refusal wants a reason, an approval is one act`, async ({ page, context }) => {
    test.setTimeout(150_000)
    const { nom, path } = await enterOwnPlace(context, kind, ["secretaire", "elu"], { factor: true })
    const dashboard = `${path}/tableau-de-bord`
    const [words, neighbours] = SITUATION[kind]
    await page.goto(dashboard)
    await expect(page.getByRole("heading", { name: `${nom}, la situation en une minute` })).toBeVisible()
    await expect(page.getByText(words)).toBeVisible()
    await expect(page.getByRole("heading", { name: /^Ce que vos / })).toHaveText(
      neighbours === null ? [] : [neighbours],
    )
    await expect(page.getByText("Rien à approuver aujourd’hui.")).toBeVisible()
    await page.getByText("Voir le tableau").click()
    await expect(page.getByRole("rowheader", { name: "Adhésion" })).toBeVisible()
    await expectAccessible(page)
    await expectReflow(page)

    await ask(page, path, ["Accueil", "Maire"])
    await page.goto(dashboard)
    await expectAccessible(page)
    await page.getByRole("link", { name: /Lire ou refuser/ }).click()
    await page.getByRole("button", { name: "Refuser" }).click()
    await expect(page.getByRole("alert").filter({ hasText: "Dites pourquoi" })).toBeVisible()
    await expectAccessible(page)
    await page.getByLabel("Un mot à la personne").fill("À revoir au prochain budget.")
    await page.getByRole("button", { name: "Refuser" }).click()
    await expect(page.getByText("refusée", { exact: true })).toBeVisible()
    await expect(page.getByText("À revoir au prochain budget.")).toBeVisible()

    await ask(page, path, ["Accueil", "Maire", "Secrétariat"])
    await page.goto(dashboard)
    await page.getByRole("button", { name: /Approuver la dépense/ }).click()
    await expect(page.getByText("à mettre en service", { exact: true })).toBeVisible()
    await expect(page.getByText("Approuvée", { exact: true })).toBeVisible()
  })
}

test("the président of an EPCI sees what its communes use, by counts of three or more", async ({ page, context }) => {
  await enterAs(context, "president.interco", { factor: true })
  await page.goto("/moi")
  await page.getByRole("link", { name: "Ouvrir CC Interco Normandie Sud Eure" }).click()
  await expect(page.getByText(/29.communes adhérentes sur 40/)).toBeVisible()
  await expect(page.getByText("38\u202f759\u00a0habitants")).toBeVisible()
  await expectAccessible(page)
})

test("without the personal factor the page asks for it, and nothing is approved", async ({ page, context }) => {
  const { path } = await enterOwnPlace(context, "commune", ["secretaire", "elu"])
  await ask(page, path, ["Accueil"])
  await page.goto(`${path}/tableau-de-bord`)
  await expect(page.getByRole("button", { name: /Approuver/ })).toHaveCount(0)
  await page
    .getByRole("link", { name: /^Décider/ })
    .first()
    .click()
  await expect(page.getByRole("link", { name: "Confirmer que c’est moi" })).toBeVisible()
  await expectAccessible(page)
})

test("staff have no way to open what was approved before its convention is signed", async ({ page, context }) => {
  test.setTimeout(120_000)
  await enterAs(context, "gestionnaire")
  await page.goto("/gestion/souscriptions?etat=approuvee")
  await expectAccessible(page)
  await page.getByRole("row").nth(1).getByRole("link").click()
  await expectAccessible(page)
  await expect(page.getByRole("heading", { name: "Convention" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Mettre en service" })).toHaveCount(0)
})

test("an EPCI invites its communes to a service, once a month", async ({ page }) => {
  test.setTimeout(120_000)
  await enterAt(page, "Directrice de l'Interco Normandie Sud Eure")
  await page.waitForURL(/\/c\//)
  const space = /^\/c\/[^/]+/.exec(new URL(page.url()).pathname)?.[0]
  await page.goto(`${space}/services/pack-cyber`)
  const form = page.getByRole("form", { name: "Inviter nos communes" })
  await form.getByLabel("Votre message").fill("<b>Venez</b>")
  await form.getByRole("button", { name: /^Inviter \d+ communes$/ }).click()
  await expect(form.getByText("Ce texte ne peut pas contenir les signes < et >.").first()).toBeVisible()
  await expectAccessible(page)
  await form.getByLabel("Votre message").fill("Nous équipons déjà notre siège.")
  await form.getByRole("button", { name: /^Inviter \d+ communes$/ }).click()
  await expect(page.getByText("Une autre invitation sera possible à partir du")).toBeVisible()
  await expect(form).toHaveCount(0)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(/communes prévenues\. « Nous équipons déjà notre siège\. »/)).toBeVisible({
      timeout: 1000,
    })
  }).toPass({ timeout: 30_000 })
  await expectAccessible(page)
  await expectReflow(page)
})
