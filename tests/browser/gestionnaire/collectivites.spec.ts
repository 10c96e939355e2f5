import { readFileSync } from "node:fs"
import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { signInAs } from "./staff.ts"

test.beforeEach(({ context }) => signInAs(context, "gestionnaire"))

const table = "Répertoire des collectivités"

test("finds a commune, sorts by population, and shares the address of what is shown", async ({ page }) => {
  await page.goto("/gestion")
  await expectAccessible(page)
  await page.getByRole("link", { name: "443" }).first().click()
  await expect(page.getByText("1 à 50 sur 443 collectivités")).toBeVisible()

  await page.getByRole("columnheader", { name: "Habitants" }).getByRole("link").click()
  await expect(page).toHaveURL(/tri=habitants/)
  await page.getByRole("columnheader", { name: "Habitants" }).getByRole("link").click()
  await expect(page).toHaveURL(/statut=adherent.*tri=-habitants/)
  await expect(page.getByRole("columnheader", { name: "Habitants" })).toHaveAttribute("aria-sort", "descending")
  await expect(page.getByRole("rowheader").first()).toHaveText("Département de l'Eure")
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByLabel("Type").selectOption("commune")
  await page.getByRole("button", { name: "Filtrer" }).click()
  await expect(page).toHaveURL(/tri=-habitants/)
  await expect(page.getByRole("table", { name: table }).getByRole("rowheader").first()).toHaveText("Évreux")
  await page.getByRole("link", { name: "Page suivante" }).click()
  await expect(page.getByText("51 à 100 sur 378 collectivités")).toBeVisible()
})

test("says what to do when nothing matches", async ({ page }) => {
  await page.goto("/gestion/collectivites?q=zzzz")
  await expect(page.getByText("Aucune collectivité ne correspond")).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Voir tout le répertoire" }).click()
  await expect(page.getByText("1 à 50 sur 662 collectivités")).toBeVisible()
})

test("exports what is filtered", async ({ page }) => {
  await page.goto("/gestion/collectivites?type=epci")
  const download = page.waitForEvent("download")
  await page.getByRole("link", { name: "Exporter en CSV" }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^collectivites-\d{4}-\d{2}-\d{2}\.csv$/)
  const lines = readFileSync(await file.path(), "utf8")
    .trim()
    .split("\r\n")
  expect(lines).toHaveLength(14)
})

test("completes the file of a syndicat: each error beside its field, then it is kept and on record", async ({
  page,
}) => {
  await page.goto("/gestion/collectivites?type=syndicat&tri=-nom")
  await page.getByRole("table", { name: table }).getByRole("rowheader").getByRole("link").first().click()
  await expect(page.getByText("Les titres s’émettent quand même")).toBeVisible()
  // The reading is in the journal, not in the history of what was done.
  const journal = await page.getByRole("link", { name: "Tout le journal" }).getAttribute("href")
  expect(await (await page.request.get(String(journal))).text()).toContain("Fiche consultée")
  await expect(page.getByText("Fiche consultée")).toHaveCount(0)
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByRole("link", { name: "Compléter la fiche" }).first().click()
  await page.getByLabel("SIRET").fill("123")
  await page.getByLabel("Adresse postale").fill("<script>alert(1)</script>")
  await page.getByLabel("Code postal").fill("-2700")
  await page.getByLabel("Ville").fill("Évreux")
  await page.getByRole("button", { name: "Enregistrer la fiche" }).click()
  const summary = page.getByRole("alert").filter({ hasText: "Rien n’a été enregistré : 3 points à corriger" })
  await expect(summary).toBeFocused()
  await expect(page.getByLabel("SIRET")).toHaveAttribute("aria-invalid", "true")
  await expect(page.getByLabel("SIRET")).toHaveValue("123")
  await expect(page.getByLabel("Ville")).toHaveValue("Évreux")
  await expectAccessible(page)

  await page.getByLabel("SIRET").fill("")
  await page.getByLabel("Adresse postale").fill("12 rue de la Mairie")
  await page.getByLabel("Code postal").fill("27000")
  await page.getByLabel("Courriel officiel").fill("syndicat@demo.invalid")
  await page.getByRole("button", { name: "Enregistrer la fiche" }).click()
  await expect(page.getByText("12 rue de la Mairie, 27000 Évreux")).toBeVisible()
  await expect(page.getByText("Fiche complétée").first()).toBeVisible()
})

test("completes a file without JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.APP_URL, locale: "fr-FR" })
  await signInAs(context, "gestionnaire")
  const page = await context.newPage()
  await page.goto("/gestion/collectivites?type=syndicat&tri=nom")
  await page.getByRole("table", { name: table }).getByRole("rowheader").getByRole("link").first().click()
  await page.getByRole("link", { name: "Compléter la fiche" }).first().click()
  await page.getByLabel("Code postal").fill("abc")
  await page.getByLabel("Ville").fill("Bernay")
  await page.getByRole("button", { name: "Enregistrer la fiche" }).click()
  await expect(page.getByText("Un code postal compte cinq chiffres.").first()).toBeVisible()
  await expect(page.getByLabel("Ville")).toHaveValue("Bernay")
  await page.getByLabel("Code postal").fill("27300")
  await page.getByLabel("Adresse postale").fill("1 place du Marché")
  await page.getByRole("button", { name: "Enregistrer la fiche" }).click()
  await expect(page.getByText("1 place du Marché, 27300 Bernay")).toBeVisible()
  await context.close()
})
