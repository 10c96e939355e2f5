import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { pdf, readZip } from "../../support/files.ts"
import { enterAt } from "../../support/places.ts"

async function openDocuments(page: Page): Promise<string> {
  await enterAt(page, "Gestionnaire")
  await page.goto("/gestion/collectivites?q=27112")
  await page.getByRole("link", { name: "Breteuil", exact: true }).click()
  await page.getByRole("link", { name: "Documents", exact: true }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Documents" })).toBeVisible()
  return new URL(page.url()).pathname
}

test("staff deposit an act for a member, record its dates, and find it in the transfer to the archives", async ({
  page,
}) => {
  test.setTimeout(240_000)
  const path = await openDocuments(page)
  await expectAccessible(page)
  await expectReflow(page)

  const titre = `Charte signée ${Date.now()}`
  await page.getByRole("link", { name: "Déposer un document" }).click()
  await page.getByLabel("Genre").selectOption("Charte d’adhésion")
  await page.getByLabel("Titre").fill(titre)
  await page.getByLabel("Date de l’acte").fill("2026-02-02")
  await page
    .getByLabel("Fichier")
    .setInputFiles({ name: "charte.pdf", mimeType: "application/pdf", buffer: await pdf() })
  await page.getByRole("button", { name: "Déposer le document" }).click()
  await expect(page.getByRole("heading", { level: 1, name: titre })).toBeVisible({ timeout: 60_000 })

  await page.getByLabel("Transmis à la préfecture le").fill("2026-02-05")
  await page.getByLabel("Reçu en préfecture le").fill("2026-02-04")
  await page.getByRole("button", { name: "Enregistrer ces dates" }).click()
  await expect(page.getByText("La réception ne peut pas précéder la transmission.").first()).toBeVisible()
  await page.getByLabel("Reçu en préfecture le").fill("2026-02-06")
  await page.getByRole("button", { name: "Enregistrer ces dates" }).click()
  await expect(page.getByText("le 6 février 2026")).toBeVisible()
  await expect(page.getByText("Ce genre de document se conserve : il ne peut pas être détruit.")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  const answer = await page.request.get(`${path}/versement?q=${encodeURIComponent(titre)}`)
  const files = readZip(await answer.body())
  expect([...files.keys()]).toEqual([
    "content/ID1.pdf",
    "manifest.xml",
    "empreintes-sha512.txt",
    "empreintes-sha256.txt",
  ])
  expect(files.get("manifest.xml")?.toString()).toContain("<SentDate>2026-02-05</SentDate>")
})

test("a document past its time is destroyed only after the archives' visa, and its page stays", async ({ page }) => {
  test.setTimeout(240_000)
  const path = await openDocuments(page)
  const titre = `Ancienne pièce ${Date.now()}`
  await page.goto(`${path}/deposer`)
  await page.getByLabel("Genre").selectOption("Autre document")
  await page.getByLabel("Titre").fill(titre)
  await page.getByLabel("Date de l’acte").fill("2010-02-02")
  await page
    .getByLabel("Fichier")
    .setInputFiles({ name: "piece.pdf", mimeType: "application/pdf", buffer: await pdf() })
  await page.getByRole("button", { name: "Déposer le document" }).click()
  await expect(page.getByRole("heading", { level: 1, name: titre })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole("button", { name: "Détruire le document" })).toHaveCount(0)
  await expectAccessible(page)

  await page.getByLabel("Numéro du visa").fill("2026-45")
  await page.getByLabel("Date du visa").fill("2026-03-03")
  await page.getByLabel("Visé par").fill("Directrice des archives départementales")
  await page.getByRole("button", { name: "Enregistrer le visa" }).click()
  await page.getByRole("button", { name: "Détruire le document" }).click()
  await expect(page.getByText("Cochez la case").first()).toBeVisible()
  await page.getByLabel(/Je confirme la destruction/).check()
  const open = String(await page.getByRole("link", { name: "Ouvrir le document" }).getAttribute("href"))
  await page.getByRole("button", { name: "Détruire le document" }).click()
  await expect(page.getByText("Document détruit")).toBeVisible()
  await expect(page.getByText("n° 2026-45 du 3 mars 2026")).toBeVisible()
  expect((await page.request.get(open)).status()).toBe(404)
  await expectAccessible(page)
})

test("the durations of keeping are read by staff and changed by the administrator", async ({ page }) => {
  test.setTimeout(120_000)
  await enterAt(page, "Administratrice du portail")
  await page.goto("/gestion/reglages/conservation")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Rapport" }).click()
  await page.getByRole("textbox", { name: "Durée" }).fill("dix")
  await page.getByRole("button", { name: "Enregistrer la durée" }).click()
  await expect(page.getByText("Indiquez un nombre entier d’années, de 0 à 100.").first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("textbox", { name: "Durée" }).fill("10")
  await page.getByLabel("Source").fill("Accord des archives départementales du 3 mars 2026")
  await page.getByRole("button", { name: "Enregistrer la durée" }).click()
  await expect(page.getByText("Accord des archives départementales du 3 mars 2026")).toBeVisible()
})
