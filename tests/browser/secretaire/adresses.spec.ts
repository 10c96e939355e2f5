import { readFileSync } from "node:fs"
import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { BRETEUIL, csvBal, DEFAUTS, fichierSain } from "../../support/bal.ts"
import { enterAt } from "../../support/places.ts"

async function openBreteuil(page: Page): Promise<string> {
  await enterAt(page, "Secrétaire de mairie de Breteuil")
  return `${await page.getByRole("link", { name: "Ouvrir Breteuil" }).getAttribute("href")}/adresses`
}

/** A file with a blocked address, a double, a street in capitals; `seed` makes it another file each time. */
function faulty(seed: number): string {
  const lignes = fichierSain(120, BRETEUIL)
  DEFAUTS.sans_position?.change(lignes, 12)
  DEFAUTS.doublon?.change(lignes, 50)
  DEFAUTS.orthographe?.change(lignes, 70)
  return csvBal(lignes.map((ligne) => ({ ...ligne, source: `Essai ${seed}` })))
}

const upload = (page: Page, name: string, content: string | Buffer) =>
  page.getByLabel(/^Fichier de la base adresse locale/).setInputFiles({
    ...{ name, mimeType: "text/csv" },
    buffer: Buffer.from(content),
  })

test("she hands in her file, reads what blocks fibre, and settles a street", async ({ page }) => {
  test.setTimeout(180_000)
  const path = await openBreteuil(page)
  await page.goto(path)
  await upload(page, "bal.csv", faulty(Date.now()))
  await page.getByRole("button", { name: "Déposer et analyser" }).click()
  await expect(page.getByRole("link", { name: "Numéro sans position" })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText("Le validateur national refuse ce fichier")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByRole("link", { name: "Numéro sans position" }).click()
  await page.getByRole("region", { name: /Voies/ }).getByRole("link").first().click()
  await expect(page.getByText("Placez le numéro sur la carte")).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Anomalie").selectOption({ label: "Numéro sans position" })
  await page.getByLabel("Pour").selectOption({ label: "toute la voie" })
  await page.getByLabel("Raison").fill("Le relevé est en cours chez le géomètre.")
  await page.getByRole("button", { name: "Marquer « pas une erreur »" }).click()
  await expect(page.getByText(/Numéro sans position : pas une erreur/)).toBeVisible()

  await page.goto(`${path}/exceptions`)
  await expect(page.getByText("Le relevé est en cours chez le géomètre.", { exact: false })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Compter de nouveau" }).first().click()
  await expect(page.getByText("Le relevé est en cours chez le géomètre.", { exact: false })).toBeHidden()
})

test("she accepts corrections one by one and takes the corrected file", async ({ page }) => {
  test.setTimeout(180_000)
  const path = await openBreteuil(page)
  await page.goto(path)
  await upload(page, "bal.csv", faulty(Date.now()))
  await page.getByRole("button", { name: "Déposer et analyser" }).click()
  // What an earlier file left on the page must not be taken for this one's.
  await expect(page.getByText("Analyse en cours")).toBeVisible()
  await expect(page.getByText("Analyse en cours")).toBeHidden({ timeout: 60_000 })
  await page.goto(`${path}/corrections`)
  await expectAccessible(page)
  const spelling = page.getByRole("form", { name: "Une seule orthographe pour cette voie" })
  await spelling.getByRole("button", { name: "Accepter" }).click()
  await expect(page.getByText("acceptée").first()).toBeVisible()
  const download = page.waitForEvent("download")
  await page.getByRole("link", { name: /Télécharger le fichier corrigé/ }).click()
  const text = readFileSync(await (await download).path(), "utf8")
  expect(text.split("\n")[0]).toContain("voie_nom")
  expect(text).not.toMatch(/[A-ZÉ]{5,} [A-Z]{3,}/)

  await page.goto(`${path}/versions`)
  await expect(page.getByRole("img", { name: /Indice de/ })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("a wrong file is refused with what to do, and what she had stays", async ({ page }) => {
  test.setTimeout(120_000)
  const path = await openBreteuil(page)
  await page.goto(path)
  await upload(page, "bal.xlsx", Buffer.from("PK\u0003\u0004 [Content_Types].xml", "latin1"))
  await page.getByRole("button", { name: "Déposer et analyser" }).click()
  await expect(page.getByText("Ce fichier est un classeur").first()).toBeVisible()

  await page.goto(path)
  await upload(page, "vernon.csv", csvBal(fichierSain(4, { ...BRETEUIL, insee: "27676", nom: "Vernon" })))
  await page.getByRole("button", { name: "Déposer et analyser" }).click()
  await expect(page.getByText(/Ce fichier contient des adresses d’autres communes : 27676/)).toBeVisible({
    timeout: 60_000,
  })
  await expectAccessible(page)
})

test("she sets where the file is fetched, and declares a raccordement problem", async ({ page }) => {
  test.setTimeout(120_000)
  const path = await openBreteuil(page)
  await page.goto(`${path}/source`)
  await page.getByLabel("Adresse (URL) du fichier CSV").fill("http://169.254.169.254/latest/meta-data/")
  await page.getByRole("button", { name: "Enregistrer et relever" }).click()
  await expect(async () => {
    await page.reload()
    await expect(page.getByText("Cette adresse mène à un réseau privé")).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 40_000 })
  await expectAccessible(page)
  await page.getByRole("button", { name: "Arrêter le relevé" }).click()
  await expect(page.getByText("arrêté", { exact: true })).toBeVisible()

  await page.goto(`${path}/raccordement`)
  await page.getByLabel("Nature du problème").selectOption({ label: "Fourreau bouché" })
  await page.getByLabel("Adresse ou endroit").fill("12 rue du Lavoir")
  await page.getByRole("button", { name: "Déclarer ce problème" }).click()
  await expect(page.getByText("Fourreau bouché, 12 rue du Lavoir").first()).toBeVisible()
  await expectAccessible(page)
})
