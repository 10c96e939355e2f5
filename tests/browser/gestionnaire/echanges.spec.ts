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

test("a gestionnaire follows a mandat of a closed exercice, from its certificate to the comptable's answer", async ({
  page,
  context,
}) => {
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/echanges")
  await page.getByRole("link", { name: "Tous les mandats au compte 673" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Mandats au compte 673" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const sheet = await page.request.get(
    String(await page.getByRole("link", { name: "ces mandats, CSV" }).getAttribute("href")),
  )
  expect(await sheet.text()).toContain("Mandat passé sous le numéro")

  await page
    .getByRole("link", { name: /M673-\d+$/ })
    .first()
    .click()
  await expect(page.getByRole("heading", { level: 1, name: /^Mandat n° / })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const certificat = await page.request.get(
    String(await page.getByRole("link", { name: "Certificat administratif (PDF)" }).getAttribute("href")),
  )
  expect(certificat.headers()["content-type"]).toBe("application/pdf")

  const passage = page.getByRole("form", { name: "Enregistrer le passage du mandat" })
  await passage.getByLabel("Numéro du mandat dans le logiciel comptable").fill("n° <214>")
  await passage.getByRole("button", { name: "Enregistrer le passage" }).click()
  await expect(passage.getByText("Ce texte ne peut pas contenir").first()).toBeVisible()
  await expectAccessible(page)
  await passage.getByLabel("Numéro du mandat dans le logiciel comptable").fill("214")
  await passage.getByRole("button", { name: "Enregistrer le passage" }).click()
  await expect(page.getByText(/^passé sous le n° 214, le/)).toBeVisible()

  const reponse = page.getByRole("form", { name: "Enregistrer la réponse du comptable" })
  await reponse.getByRole("radio", { name: "Il le rejette" }).check()
  await reponse.getByRole("button", { name: "Enregistrer la réponse" }).click()
  await expect(reponse.getByText("Indiquez pourquoi le comptable le rejette").first()).toBeVisible()
  await reponse.getByLabel("Pourquoi il le rejette").fill("Pièce justificative manquante")
  await reponse.getByRole("button", { name: "Enregistrer la réponse" }).click()
  await expect(page.getByText("Le comptable a rejeté ce mandat")).toBeVisible()
  await expectAccessible(page)
})
