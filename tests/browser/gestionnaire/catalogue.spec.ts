import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { signInAs } from "./staff.ts"

test.beforeEach(({ context }) => signInAs(context, "gestionnaire"))

test("creates a service, gives it a price, publishes it, then withdraws it", async ({ page }, {
  retry,
  parallelIndex,
}) => {
  const nom = `Service d'essai ${Date.now()} ${parallelIndex} ${retry}`
  await page.goto("/gestion/catalogue")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Créer un service" }).click()

  await page.getByLabel("Nom", { exact: true }).fill("<b>gras</b>")
  await page.getByLabel("Pour qui").fill("Les mairies")
  await page.getByLabel("Communes", { exact: true }).check()
  await page.getByRole("button", { name: "Créer le brouillon" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "7 points à corriger" })).toBeFocused()
  await expect(page.getByLabel("Pour qui")).toHaveValue("Les mairies")
  await expect(page.getByLabel("Communes", { exact: true })).toBeChecked()
  await expectAccessible(page)

  await page.getByLabel("Nom", { exact: true }).fill(nom)
  await page.getByLabel("Pilier").selectOption({ index: 1 })
  await page.getByLabel("Ce que le service fait").fill("Il sert à essayer.")
  await page.getByLabel("Pour commencer").fill("Rien.")
  await page.getByLabel("Contact").fill("Le support.")
  await page.getByLabel("Tarification").selectOption("unitaire")
  await page.getByLabel("Maturité").selectOption("en_service")
  await page.getByRole("button", { name: "Créer le brouillon" }).click()
  await expect(page.getByRole("heading", { name: nom })).toBeVisible()
  await expect(page.getByText("brouillon", { exact: true })).toBeVisible()

  await page.getByRole("button", { name: "Publier ce service" }).click()
  await expect(page.getByText("se publie avec un tarif")).toBeVisible()
  await page.getByRole("link", { name: "Fixer un nouveau tarif" }).click()
  await expectAccessible(page)
  await page.getByLabel("Prix hors taxes").fill("-3")
  await page.getByLabel("Unité").fill("poste")
  await page.getByLabel("Soumis à la TVA").check()
  await page.getByRole("button", { name: "Fixer ce tarif" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "2 points à corriger" })).toBeFocused()
  await expect(page.getByLabel("Soumis à la TVA")).toBeChecked()
  await page.getByLabel("Prix hors taxes").fill("14,50")
  await page.getByLabel("Taux de TVA").fill("20")
  await page.getByRole("button", { name: "Fixer ce tarif" }).click()
  await expect(page.getByText("Un tarif commence avec la délibération qui l'a voté").first()).toBeVisible()
  await page.getByLabel("Délibération").selectOption({ index: 1 })
  await page.getByRole("button", { name: "Fixer ce tarif" }).click()
  await expect(page.getByRole("rowheader", { name: /14,50.€ HT par poste/ })).toBeVisible()

  await page.getByRole("button", { name: "Publier ce service" }).click()
  await expect(page.getByText("publié", { exact: true })).toBeVisible()
  await page.getByRole("button", { name: "Retirer du catalogue" }).click()
  await expect(page.getByRole("dialog", { name: `Retirer ${nom} ?` })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await expect(page.getByRole("button", { name: "Retirer du catalogue" })).toBeFocused()
  await page.getByRole("button", { name: "Retirer du catalogue" }).click()
  await page.getByRole("button", { name: "Retirer ce service" }).click()
  await expect(page.getByText("retiré", { exact: true })).toBeVisible()
})

test("withdraws without JavaScript on a page of its own", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: process.env.APP_URL, locale: "fr-FR" })
  await signInAs(context, "gestionnaire")
  const page = await context.newPage()
  await page.goto("/gestion/catalogue?etat=publie")
  await page.getByRole("rowheader").getByRole("link").first().click()
  await page.getByText("Retirer du catalogue").click()
  await expect(page.getByRole("heading", { name: /^Retirer / })).toBeVisible()
  await context.close()
})

test("keeps the filters in the address, and says when nothing matches", async ({ page }) => {
  await page.goto("/gestion/catalogue")
  await page.getByLabel("Chercher").fill("zzzz")
  await page.getByRole("button", { name: "Filtrer" }).click()
  await expect(page).toHaveURL(/q=zzzz/)
  await expect(page.getByText("Aucun service ne correspond")).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Effacer les filtres" }).click()
  await expect(page.getByText(/\d+\sservices/)).toBeVisible()
})
