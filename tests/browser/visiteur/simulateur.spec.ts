import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"

const search = "Nom ou code postal de votre commune"

test("finds her commune by keyboard, without accents, and reads what membership costs and brings", async ({ page }) => {
  await page.goto("/")
  const field = page.getByRole("combobox", { name: search })
  await field.pressSequentially("evreu")
  const options = page.getByRole("listbox", { name: "Communes et intercommunalités" }).getByRole("option")
  await expect(options.first()).toContainText("Évreux")
  await expectAccessible(page)
  await field.press("ArrowDown")
  await expect(options.first()).toHaveAttribute("aria-selected", "true")
  await field.press("Enter")

  await expect(page.getByRole("heading", { level: 1, name: "Évreux" })).toBeVisible()
  await expect(page.getByRole("list", { name: "L’adhésion en bref" })).toContainText(
    /4.961,40.€\s*de cotisation par an/,
  )
  await expect(page.getByText(/49.614.habitants \(population totale 2022\) × 0,10.€ = 4.961,40.€ par an/)).toBeVisible()
  await expect(page.getByText("Chiffre inventé pour la démonstration")).toBeVisible()
  await expect(page.getByRole("link", { name: "Parapheur électronique" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("closes the suggestions with Escape and still searches with the button", async ({ page }) => {
  await page.goto("/simulateur")
  const field = page.getByRole("combobox", { name: search })
  await field.pressSequentially("saint")
  await expect(page.getByRole("listbox")).toBeVisible()
  await field.press("Escape")
  await expect(page.getByRole("listbox")).toBeHidden()
  await field.press("Enter")
  await expect(page.getByRole("heading", { name: /20 réponses ou plus pour «.saint.»/ })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("says so when nothing looks like what was typed, whatever was typed", async ({ page }) => {
  for (const typed of ["zzzzqqqq", "<script>alert(1)</script>", "\u200b%_'\"", "x".repeat(300)]) {
    await page.goto(`/simulateur?q=${encodeURIComponent(typed)}`)
    await expect(page.getByText("Aucune collectivité ne ressemble")).toBeVisible()
  }
  await expectAccessible(page)
})

test("shows an EPCI its flat amount as an assumption", async ({ page }) => {
  await page.goto("/simulateur?q=interco+normandie+sud+eure")
  const link = page.getByRole("link", { name: "CC Interco Normandie Sud Eure" })
  if (await link.count()) await link.click()
  await expect(page.getByText(/Un forfait de 500,00.€ par an/)).toBeVisible()
  await expect(page.getByText("Hypothèse de démonstration")).toBeVisible()
})

test("answers an unknown address as a page that does not exist", async ({ page }) => {
  const response = await page.goto("/simulateur?collectivite=0000000000")
  expect(response?.status()).toBe(404)
})
