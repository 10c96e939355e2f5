import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { signInAs } from "./staff.ts"

const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
)

test("an administrator refuses nothing that can be read, and darkens what cannot", async ({ page, context }) => {
  await signInAs(context, "administrateur")
  await page.goto("/gestion/reglages")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Modifier l’apparence" }).click()
  await expectAccessible(page)
  const before = await page.getByLabel("Couleur d’accent").inputValue()

  await page.getByLabel("Couleur d’accent").fill("rouge")
  await page
    .getByLabel("Logo")
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg/>") })
  await page.getByRole("button", { name: "Enregistrer l’apparence" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "un point à corriger" })).toBeFocused()
  await expect(page.getByLabel("Couleur d’accent")).toHaveValue("rouge")
  await expectAccessible(page)

  await page.getByLabel("Couleur d’accent").fill("#ffcc00")
  await page
    .getByLabel("Logo")
    .setInputFiles({ name: "logo.png", mimeType: "image/png", buffer: Buffer.from("<svg/>") })
  await page.getByRole("button", { name: "Enregistrer l’apparence" }).click()
  await expect(page.getByText("n'est ni un PNG ni un JPEG").first()).toBeVisible()
  await page.getByLabel("Logo").setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: PIXEL })
  await page.getByRole("button", { name: "Enregistrer l’apparence" }).click()
  await expect(page.getByText("trop pâle pour être lue")).toBeVisible()
  await expectAccessible(page)
  const logo = await page.request.get("/api/operateur/logo")
  expect(logo.headers()["content-type"]).toBe("image/png")

  await page.getByRole("link", { name: "Modifier l’apparence" }).click()
  await page.getByLabel("Couleur d’accent").fill(before)
  await page.getByLabel("Retirer le logo actuel").check()
  await page.getByRole("button", { name: "Enregistrer l’apparence" }).click()
  await expect(page.getByText("Sans logo, une pastille")).toBeVisible()
})

for (const [link, form, button] of [
  ["Modifier l’identité", { "Nom officiel": "", "Code postal": "2700" }, "Enregistrer l’identité"],
  [
    "Modifier ces mentions",
    { "Adresse de l’hébergeur": "Essai", "Les titres de recette et leurs pièces : gardé pendant": "cent ans" },
    "Enregistrer ces mentions",
  ],
  ["Modifier la facturation", { "Premier numéro": "-1", "Délai de paiement": "9999" }, "Enregistrer la facturation"],
  ["Modifier ces avis", { "Premier avis": "30", "Deuxième avis": "60" }, "Enregistrer ces avis"],
  ["Fixer une nouvelle règle", { "À partir du": "" }, "Fixer cette règle"],
] as const) {
  test(`${link}: what is wrong is said beside its field, and what was typed stays`, async ({ page, context }) => {
    await signInAs(context, "administrateur")
    await page.goto("/gestion/reglages")
    await page.getByRole("link", { name: link }).click()
    await expectAccessible(page)
    await expectReflow(page)
    for (const [label, typed] of Object.entries(form)) await page.getByLabel(label).fill(typed)
    await page.getByRole("button", { name: button }).click()
    await expect(page.getByRole("alert").filter({ hasText: "Rien n’a été enregistré" })).toBeFocused()
    for (const [label, typed] of Object.entries(form)) await expect(page.getByLabel(label)).toHaveValue(typed)
    await expectAccessible(page)
  })
}

test("the budget is typed on the desk: an action is added, changed, and goes while nothing stands on it", async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  await signInAs(context, "administrateur")
  const nom = `Action d’essai ${Date.now()}`
  await page.goto("/gestion/reglages")
  await page.getByRole("link", { name: "Montants par pilier et par action" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Budget" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const years = page.getByRole("form", { name: "Période du budget" })
  await years.getByLabel("Dernière année").fill("2020")
  await years.getByRole("button", { name: "Corriger ces années" }).click()
  await expect(page.getByText("La dernière année ne vient pas avant la première.").first()).toBeVisible()
  await expect(years.getByLabel("Dernière année")).toHaveValue("2020")
  await expectAccessible(page)
  await page.getByText("Ouvrir le budget d’une nouvelle période").click()
  const next = page.getByRole("form", { name: "Nouvelle période" })
  await expect(next.getByLabel("Première année")).toHaveValue("2030")
  await next.getByLabel("Première année").fill("2028")
  await next.getByRole("button", { name: "Ouvrir ce budget" }).click()
  await expect(page.getByText("Un budget va jusqu'en 2029").first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Budgets par période" }).click()
  await expect(page.getByRole("row", { name: /2026-2029/ })).toContainText("en cours")
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto("/gestion/reglages/budget")

  await page.getByRole("link", { name: "Modifier ce pilier : Confiance numérique" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Confiance numérique" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const add = page.getByRole("form", { name: "Ajouter une action" })
  await add.getByLabel("Nom de l’action").fill(nom)
  await add.getByLabel("Montant sur toute la période").fill("-5")
  await add.getByRole("button", { name: "Ajouter une action" }).click()
  await expect(add.getByText("Un montant est positif").first()).toBeVisible()
  await expect(add.getByLabel("Nom de l’action")).toHaveValue(nom)
  await add.getByLabel("Montant sur toute la période").fill("0,01")
  await add.getByRole("button", { name: "Ajouter une action" }).click()
  await expect(add.getByText(/il en reste 0,00.€ à répartir/).first()).toBeVisible()
  await expectAccessible(page)
  await add.getByLabel("Montant sur toute la période").fill("")
  await add.getByLabel("Sur moyens internes").check()
  await add.getByRole("button", { name: "Ajouter une action" }).click()
  const row = page.getByRole("row", { name: new RegExp(nom) })
  await expect(row).toContainText("moyens internes")

  await page.goto("/gestion/facturation/analytique")
  await expect(row).toContainText("moyens internes")

  await page.goto("/gestion/reglages/budget")
  await row.getByRole("link").first().click()
  await expect(page.getByRole("heading", { level: 1, name: nom })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const change = page.getByRole("form", { name: "Modifier cette ligne" })
  await change.getByLabel("Nom de l’action").fill(`${nom} bis`)
  await change.getByRole("button", { name: "Enregistrer" }).click()
  await expect(page.getByRole("row", { name: new RegExp(`${nom} bis`) })).toBeVisible()
  await page
    .getByRole("row", { name: new RegExp(`${nom} bis`) })
    .getByRole("link")
    .first()
    .click()
  await page.getByRole("button", { name: "Retirer cette ligne" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Budget" })).toBeVisible()
  await expect(page.getByRole("row", { name: new RegExp(nom) })).toHaveCount(0)

  await page
    .getByRole("row", { name: /Accompagnement fiabilisation BAL/ })
    .getByRole("link")
    .first()
    .click()
  await expect(page.getByRole("heading", { level: 1, name: "Accompagnement fiabilisation BAL" })).toBeVisible()
  await expect(page.getByText("rattachez-les d’abord à une autre")).toBeVisible()
  await expect(page.getByRole("button", { name: "Retirer cette ligne" })).toHaveCount(0)
})

test("what the settings say of the host and of keeping is what the legal pages say", async ({ page, context }) => {
  await signInAs(context, "administrateur")
  await page.goto("/gestion/reglages/publication")
  const form = {
    "^Hébergeur": "Hébergeur d’essai",
    "Adresse de l’hébergeur": "1 rue du Centre, 27000 Évreux",
    "Les titres de recette et leurs pièces : gardé pendant": "10",
  }
  for (const [label, typed] of Object.entries(form)) await page.getByLabel(new RegExp(label)).fill(typed)
  await page.getByRole("button", { name: "Enregistrer ces mentions" }).click()
  await expect(page).toHaveURL(/\/gestion\/reglages$/)
  await page.goto("/mentions-legales")
  await expect(page.getByText("Hébergeur d’essai")).toBeVisible()
  await expectAccessible(page)
  await page.goto("/confidentialite")
  await expect(page.getByText(/^10.ans$/)).toBeVisible()
  await expectAccessible(page)
  await page.goto("/gestion/reglages/publication")
  for (const label of Object.keys(form)) await page.getByLabel(new RegExp(label)).fill("")
  await page.getByRole("button", { name: "Enregistrer ces mentions" }).click()
  await expect(page.getByText("Non renseigné").first()).toBeVisible()
})

test("who is no administrator reads the settings and is told so", async ({ page, context }) => {
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/reglages")
  await expect(page.getByText("Une personne administratrice peut les modifier.")).toBeVisible()
  await expect(page.getByRole("link", { name: "Modifier l’identité" })).toHaveCount(0)
  await page.goto("/gestion/reglages/identite")
  await expect(page.getByText("Votre rôle ne permet pas")).toBeVisible()
  await expectAccessible(page)
})

test("the journal shows who did what, and filters by day", async ({ page, context }) => {
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/journal")
  await expect(page.getByRole("table", { name: /Journal/ })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto("/gestion/journal?du=2001-01-01&au=2001-01-02")
  await expect(page.getByText("Aucune ligne")).toBeVisible()
  await expectAccessible(page)
})
