import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"

const PAGES = [
  ["/", "Agence du numérique de l'Eure", "Ce portail est une démonstration"],
  ["/simulateur", "Ce que coûte et apporte l’adhésion", "sans engagement"],
  ["/donnees", "À propos des données", "@etalab/decoupage-administratif"],
  ["/mentions-legales", "Mentions légales", "n’est ni publiée ni approuvée"],
  ["/confidentialite", "Données personnelles", "Le portail applique ces durées de lui-même"],
  ["/accessibilite", "Déclaration d’accessibilité", "non conforme"],
] as const

for (const [path, title, words] of PAGES) {
  test(`${path} says what it must, in both themes, down to 320 px`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible()
    await expect(page.getByText(words).first()).toBeVisible()
    await expectAccessible(page)
    await expectReflow(page)
  })
}

test("the page on data gives the vintages, and the counts of the register", async ({ page }) => {
  await page.goto("/donnees")
  const types = page.getByRole("table", { name: "Collectivités du registre, par type" })
  await expect(types.getByRole("row", { name: /Communes 597/ })).toBeVisible()
  await expect(types.getByRole("row", { name: /Syndicats 51/ })).toBeVisible()
  await expect(page.getByText("Qui est adhérent n’est pas connu ici")).toBeVisible()
})

test("the footer leads to every legal page", async ({ page }) => {
  for (const name of ["Mentions légales", "Données personnelles", /Accessibilité/, "À propos des données"]) {
    await page.goto("/")
    await page.getByRole("contentinfo").getByRole("link", { name }).click()
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
    await expect(page).not.toHaveURL(/\/$/)
  }
})
