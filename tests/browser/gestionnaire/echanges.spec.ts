import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { signInAs } from "./staff.ts"

test("a gestionnaire sees both channels, and a file that is not of Hélios changes nothing", async ({
  page,
  context,
}) => {
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/echanges")
  await expect(page.getByRole("heading", { level: 1, name: "Échanges" })).toBeVisible()
  for (const name of ["À mettre en fichier pour Hélios", "Fichiers pour Hélios", "Dépôts dans Chorus Pro"])
    await expect(page.getByRole("heading", { level: 2, name, exact: true })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("an administrateur chooses the channel; a wrong IBAN is said beside its box and nothing is saved", async ({
  page,
  context,
}) => {
  await signInAs(context, "administrateur")
  await page.goto("/gestion/reglages/echanges")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("IBAN").fill("FR1420041010050500013M02607")
  await page.getByRole("button", { name: "Enregistrer les échanges" }).click()
  await expect(page.getByText("La clé de cet IBAN est fausse").first()).toBeVisible()
  await page.getByLabel("IBAN").fill("FR14 2004 1010 0505 0001 3M02 606")
  await page.getByRole("button", { name: "Enregistrer les échanges" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Réglages" })).toBeVisible()
})
