import { createReadStream, writeFileSync } from "node:fs"
import { open } from "node:fs/promises"
import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { eicar, onePagePdf, pdf, pdfBomb, windowsProgram } from "../../support/files.ts"
import { enterAt } from "../../support/places.ts"

async function openDocuments(page: Page): Promise<string> {
  await enterAt(page, "Secrétaire de mairie de Breteuil")
  const home = await page.getByRole("link", { name: "Ouvrir Mesnils-sur-Iton" }).getAttribute("href")
  await page.goto(`${home}/documents`)
  return `${home}/documents`
}

const file = (buffer: Buffer, name = "deliberation.pdf") => ({ name, mimeType: "application/pdf", buffer })

async function fill(page: Page, titre: string, numero: string) {
  await page.getByLabel("Genre").selectOption("Délibération")
  await page.getByLabel("Titre").fill(titre)
  await page.getByLabel("Date de l’acte").fill("2026-03-03")
  await page.getByLabel("Numéro de l’acte").fill(numero)
}

test("she deposits a délibération, finds it in spite of accents, replaces it, and takes it away", async ({ page }) => {
  test.setTimeout(240_000)
  const path = await openDocuments(page)
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByRole("link", { name: "Déposer un document" }).click()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("button", { name: "Déposer le document" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "à corriger" })).toBeVisible()
  await expectAccessible(page)

  const titre = `Élargissement du périmètre ${Date.now()}`
  await fill(page, titre, "2026-12")
  await page.getByLabel("Fichier").setInputFiles(file(await pdf()))
  await page.getByRole("button", { name: "Déposer le document" }).click()
  await expect(page.getByRole("heading", { level: 1, name: titre })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText("disponible", { exact: true })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.goto(`${path}?q=${encodeURIComponent(titre.toLowerCase().replace("é", "e"))}&genre=deliberation`)
  await page.getByRole("link", { name: titre }).click()
  const href = await page.getByRole("link", { name: "Ouvrir le document" }).getAttribute("href")
  const opened = await page.request.get(String(href))
  expect(opened.headers()["content-disposition"]).toContain("inline")
  expect((await opened.body()).subarray(0, 5).toString()).toBe("%PDF-")

  await page.getByRole("link", { name: "Déposer une nouvelle version" }).click()
  await page.getByLabel("Date de l’acte").fill("2026-03-04")
  await page.getByLabel("Numéro de l’acte").fill("2026-12 bis")
  await page.getByLabel("Fichier").setInputFiles(file(await pdf({}, (document) => document.text("corrigée"))))
  await page.getByRole("button", { name: "Déposer le document" }).click()
  await expect(page.getByText("Version 2")).toBeVisible()
  await page.getByRole("link", { name: "Version 1" }).click()
  await expect(page.getByText("Vous lisez la version 1.")).toBeVisible()

  await page.goto(path)
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Tout télécharger (ZIP)" }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^documents-.*\.zip$/)
  const head = await new Promise<Buffer>((resolve, reject) => {
    download
      .path()
      .then((saved) => createReadStream(saved, { end: 3 }).once("data", (chunk) => resolve(Buffer.from(chunk))), reject)
  })
  expect(head.toString("latin1")).toBe("PK\x03\x04")
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("each bad file is refused with its sentence, what was typed stays, nothing is kept", async ({ page }) => {
    test.setTimeout(120_000)
    const path = await openDocuments(page)
    await page.goto(`${path}/deposer`)
    await fill(page, "Une pièce douteuse", "2026-13")
    const cases: [Buffer, RegExp][] = [
      [windowsProgram(), /Ce fichier est un programme/],
      [await pdf({ userPassword: "secret" }), /protégé par un mot de passe/],
      [pdfBomb(220), /anormalement gros/],
      [onePagePdf({ catalog: "/OpenAction << /S /JavaScript /JS (1) >>" }), /contient du code/],
      [Buffer.concat([await pdf(), Buffer.from(eicar())]), /L'antivirus a trouvé « Eicar/],
    ]
    for (const [buffer, sentence] of cases) {
      await page.getByLabel("Fichier").setInputFiles(file(buffer))
      await page.getByRole("button", { name: "Déposer le document" }).click()
      await expect(page.getByText(sentence).first()).toBeVisible()
      await expect(page.getByLabel("Titre")).toHaveValue("Une pièce douteuse")
    }
    await page.goto(`${path}?q=douteuse`)
    await expect(page.getByText("Aucun document ne correspond")).toBeVisible()
  })

  test("a file of 200 MB is turned away with its sentence", async ({ page }, info) => {
    test.setTimeout(120_000)
    const path = await openDocuments(page)
    await page.goto(`${path}/deposer`)
    const large = info.outputPath("large.pdf")
    writeFileSync(large, "%PDF-1.7")
    const handle = await open(large, "r+")
    await handle.truncate(200 * 1024 * 1024)
    await handle.close()
    await page.getByLabel("Fichier").setInputFiles(large)
    await page.getByRole("button", { name: "Déposer le document" }).click()
    await expect(page.getByText(/Ce fichier dépasse 25 Mo/)).toBeVisible()
    await expectReflow(page)
  })
})

test("with JavaScript, a file too large is said before it leaves", async ({ page }, info) => {
  const path = await openDocuments(page)
  await page.goto(`${path}/deposer`)
  const large = info.outputPath("large.pdf")
  writeFileSync(large, Buffer.alloc(26 * 1024 * 1024))
  await page.getByLabel("Fichier").setInputFiles(large)
  await expect(page.getByText(/Ce fichier pèse 26 Mo/)).toBeVisible()
  await expectAccessible(page)
})

test("another collectivité's document is unknown", async ({ page }) => {
  await enterAt(page, "Secrétaire du Syndicat d’eau n° 01".replace("’", "'"))
  const home = new URL(page.url()).pathname
  const answer = await page.request.get(`${home}/documents/0192f0c1-0000-7000-8000-000000000009`)
  expect(answer.status()).toBe(404)
})
