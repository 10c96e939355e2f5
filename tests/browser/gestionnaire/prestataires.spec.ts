import { expect, test } from "@playwright/test"
import { addMonths, today } from "@/lib/platform/dates.ts"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { answered } from "@/tests/support/answered.ts"
import { signInAs } from "./staff.ts"

const inMonths = (months: number): string => addMonths(today(), months)

test.beforeEach(({ context }) => signInAs(context, "gestionnaire"))

test("a provider and its market are recorded, and the end of the market is announced in time", async ({ page }, {
  retry,
  parallelIndex,
}) => {
  test.setTimeout(180_000)
  const nom = `Prestataire d’essai ${Date.now()} ${parallelIndex} ${retry}`
  await page.goto("/gestion/prestataires")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Ajouter un prestataire" }).click()
  await page.getByLabel("SIREN").fill("12345")
  await page.getByRole("button", { name: "Enregistrer le prestataire" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "2 points à corriger" })).toBeFocused()
  await expect(page.getByLabel("SIREN")).toHaveValue("12345")
  await expectAccessible(page)
  await page.getByLabel("Nom", { exact: true }).fill(nom)
  await page.getByLabel("SIREN").fill("")
  await page.getByRole("button", { name: "Enregistrer le prestataire" }).click()
  await expect(page.getByRole("heading", { level: 1, name: nom })).toBeVisible()

  const add = page.getByRole("form", { name: "Nouveau marché" })
  await add.getByLabel("Objet du marché").fill("Sauvegarde en ligne")
  await add.getByLabel("Premier jour").fill(inMonths(8))
  await add.getByLabel("Dernier jour").fill(inMonths(4))
  await add.getByRole("button", { name: "Ajouter ce marché" }).click()
  await expect(page.getByRole("alert").first()).toBeVisible()
  await expect(add.getByLabel("Objet du marché")).toHaveValue("Sauvegarde en ligne")
  await expectAccessible(page)
  await add.getByLabel("Premier jour").fill("2024-01-01")
  await add.getByLabel("Prévenir").fill("6")
  await add.getByLabel("Prix").fill("14,00 € HT par poste et par mois")
  await add.getByLabel("Hébergement").fill("En France")
  await add.getByLabel("Certification").fill("HDS")
  await add.getByRole("button", { name: "Ajouter ce marché" }).click()

  // Four months left of six announced.
  await expect(page.getByText(/^Ce marché finit le/)).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto("/gestion/prestataires")
  const row = page.getByRole("row").filter({ hasText: nom })
  await expect(row).toContainText("à renouveler")

  // Announced later, it is silent; renewed, it ends later; over, it says so.
  await row.getByRole("link").first().click()
  const market = page.getByRole("form", { name: "Marché : Sauvegarde en ligne" })
  await market.getByLabel("Prévenir").fill("2")
  await market.getByRole("button", { name: "Enregistrer ce marché" }).click()
  await expect(page.getByText(/^Ce marché finit le/)).toBeHidden()
  await page.goto("/gestion/prestataires")
  await expect(row).not.toContainText("à renouveler")
  await row.getByRole("link").first().click()
  await market.getByLabel("Dernier jour").fill(inMonths(-2))
  await answered(page, market.getByRole("button", { name: "Enregistrer ce marché" }))
  await page.goto("/gestion/prestataires")
  await expect(row).toContainText("fini")
  await expectAccessible(page)
})

test("the market behind a service is said on its page, to staff and to the members", async ({ page }) => {
  await page.goto("/gestion/prestataires")
  const row = page.getByRole("row").filter({ hasText: "Docaposte" }).first()
  await expect(row).toContainText("2029")
  await row.getByRole("link").first().click()
  await page
    .getByRole("link", { name: /^Pack Cyber/i })
    .first()
    .click()
  await expect(page).toHaveURL(/\/gestion\/catalogue\/pack-cyber$/)
  await page.goto("/catalogue/pack-cyber")
  await expect(page.getByText(/contrat jusqu’au 31 décembre 2029/)).toBeVisible()
  await expectAccessible(page)
})
