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
