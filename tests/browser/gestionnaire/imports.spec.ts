import { readFileSync } from "node:fs"
import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { openSession } from "../../support/sessions.ts"

const signIn = async (page: Page, courriel: string) => {
  const [name = "", value = ""] = (await openSession(courriel)).split("=")
  await page.context().addCookies([{ name, value, url: process.env.APP_URL ?? "" }])
}

const csv = (content: string | Buffer, name = "fichier.csv") => ({
  name,
  mimeType: "text/csv",
  buffer: Buffer.from(content as string),
})

async function upload(page: Page, genre: string, file: ReturnType<typeof csv>): Promise<void> {
  await page.goto(`/gestion/imports/nouveau/${genre}`)
  if (genre === "populations") {
    await page.getByLabel("Population municipale").check()
    await page.getByLabel("Millésime").fill("2024")
  }
  await page.getByLabel("Fichier CSV").setInputFiles(file)
  await page.getByRole("button", { name: "Lire le fichier et comparer" }).click()
}

test.beforeEach(({ page }) => signIn(page, "gestionnaire@demo.invalid"))

test("a gestionnaire completes the file of a commune: model, preview, application", async ({ page }) => {
  // Four pages under axe in both themes: longer than an errand.
  test.slow()
  await page.goto("/gestion/imports")
  await expect(page.getByRole("heading", { level: 1, name: "Imports" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  const [model] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Modèle de fichier : Fiches des collectivités (CSV)" }).click(),
  ])
  expect(readFileSync(await model.path(), "utf8")).toContain("identifiant;nom;code_insee;siren;siret")

  const file =
    "code_insee;siret;adresse;courriel_officiel;Remarque\n27112;20005824600014;1 place;mairie@breteuil.invalid;x\n27999;;;x@y.invalid;\n"
  await upload(page, "membres", csv(file, "mairies.csv"))
  await expect(page.getByRole("heading", { level: 1, name: "mairies.csv" })).toBeVisible()
  await expect(page.getByText("Colonnes non reconnues, laissées de côté")).toBeVisible()
  await expect(page.getByRole("row", { name: /Breteuil/ })).toContainText("20005824600014")
  await expect(page.getByRole("row", { name: /27999/ })).toContainText("pas dans le registre")
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByLabel("Lignes", { exact: true }).selectOption("refuse")
  await page.getByRole("button", { name: "Filtrer" }).click()
  await expect(page.getByRole("row", { name: /Breteuil/ })).toHaveCount(0)
  const [report] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Exporter ces lignes" }).click(),
  ])
  expect(readFileSync(await report.path(), "utf8")).toContain("pas dans le registre")

  await page.getByRole("button", { name: "Appliquer 1 ligne" }).click()
  await expect(page.getByText(/1\sligne appliquée le/)).toBeVisible()
  await expect(page.getByRole("button", { name: /Appliquer/ })).toHaveCount(0)
  await expectAccessible(page)
})

test("members that are not communes are completed by their codes, and have no population of their own", async ({
  page,
}) => {
  test.slow()
  await page.goto("/gestion/collectivites?type=syndicat&tri=-nom")
  const syndicat = page.getByRole("table").getByRole("rowheader").getByRole("link").nth(3)
  const nom = String(await syndicat.textContent())
  const identifiant = String(await syndicat.getAttribute("href"))
    .split("/")
    .at(-1)
  await upload(
    page,
    "membres",
    csv(
      `identifiant;siren;courriel_officiel\n${identifiant};;syndicat@essai.invalid\n;200066462;interco@essai.invalid\n`,
    ),
  )
  await expect(page.getByRole("row").filter({ hasText: nom })).toContainText("syndicat@essai.invalid")
  await expect(page.getByRole("row", { name: /Interco Normandie Sud Eure/ })).toContainText("interco@essai.invalid")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Appliquer 2 lignes" }).click()
  await expect(page.getByText(/2\slignes appliquées le/)).toBeVisible()

  const people = [
    `x${Date.now()}@essai.invalid;Directrice;secretaire;Directrice;;200066462;01/01/2026`,
    `y${Date.now()}@essai.invalid;Présidente;elu;Présidente;${identifiant};;01/01/2026`,
  ]
  await upload(
    page,
    "rattachements",
    csv(`courriel;nom;role;fonction;identifiant;siren;depuis\n${people.join("\n")}\n`),
  )
  await expect(page.getByRole("row", { name: /Interco Normandie Sud Eure/ })).toContainText("Directrice")
  await expect(page.getByRole("row").filter({ hasText: nom })).toContainText("Présidente")
  await page.getByRole("button", { name: "Appliquer 2 lignes" }).click()
  await expect(page.getByText(/2\slignes appliquées le/)).toBeVisible()
})

test("a surprising population waits for a box, and is applied once ticked", async ({ page }) => {
  await upload(page, "populations", csv("code;habitants\n27112;4300\n27157;9000\n"))
  await expect(page.getByRole("heading", { name: "À vérifier avant d’appliquer" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Appliquer 1 ligne" })).toBeVisible()
  // Of the other kind than the reference: no cotisation moves.
  await expect(page.getByRole("list", { name: "Ce que ce fichier change" })).toContainText(/→ 13.300/)
  await expect(page.getByText("ne change aucune cotisation")).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel(/Ligne 3 : Marbois/).check()
  await page.getByRole("button", { name: "Enregistrer mes vérifications" }).click()
  await expect(page.getByText("tout est vérifié.")).toBeVisible()
  await expect(page.getByLabel(/Ligne 3 : Marbois/)).toBeChecked()
  await page.getByRole("button", { name: "Appliquer 2 lignes" }).click()
  await expect(page.getByText(/2\slignes appliquées le/)).toBeVisible()
})

test("figures of the reference say what they change in euros, in all and for each commune", async ({ page }) => {
  await page.goto("/gestion/imports/nouveau/populations")
  await page.getByLabel("Population totale").check()
  await page.getByLabel("Millésime").fill("2024")
  await page.getByLabel("Fichier CSV").setInputFiles(csv("code;habitants\n27112;4500\n27157;9000\n", "totales.csv"))
  await page.getByRole("button", { name: "Lire le fichier et comparer" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "totales.csv" })).toBeVisible()
  const effet = page.getByRole("list", { name: "Ce que ce fichier change" })
  await expect(effet).toContainText(/→ 13.500/)
  await expect(effet).toContainText(/1.350,00.€ de cotisations avec ces chiffres/)
  await expect(page.getByRole("row", { name: /Breteuil/ })).toContainText(/Cotisation : .* → 450,00.€/)
  await expect(page.getByText("une fois choisi dans les réglages de la facturation")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("button", { name: "Abandonner cet import" }).click()
  await expect(page).toHaveURL(/\/gestion\/imports$/)
})

test("what cannot be read is said beside the file, and the typed values stay", async ({ page }) => {
  for (const [file, message] of [
    [csv(""), "Ce fichier est vide."],
    [csv("PK\u0003\u0004archive"), "Ce fichier est un classeur ou une archive"],
    [csv(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0])), "n'est pas un texte CSV"],
    [csv("code;commentaire\n1;2\n"), "Il manque : habitants"],
    [csv("code;habitants;Habitants\n1;2;3\n"), "Plusieurs colonnes disent la même chose"],
    [csv(Buffer.alloc(12 * 1024 * 1024, "a")), "la limite est de 10 Mo"],
  ] as const) {
    await upload(page, "populations", file)
    await expect(page.getByText(message).first()).toBeVisible()
    await expect(page.getByLabel("Millésime")).toHaveValue("2024")
  }
  await expectAccessible(page)
})

test("nothing chosen: each field says what it misses", async ({ page }) => {
  await page.goto("/gestion/imports/nouveau/populations")
  await page.getByRole("button", { name: "Lire le fichier et comparer" }).click()
  await expect(page.getByText("Choisissez la population : municipale ou totale.").first()).toBeVisible()
  await expect(page.getByText("Choisissez le fichier à importer.").first()).toBeVisible()
  await expectAccessible(page)
})

test("the members to complete come out as a file that comes back", async ({ page }) => {
  await page.goto("/gestion/imports")
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Exporter les membres à compléter" }).click(),
  ])
  const exported = readFileSync(await download.path())
  expect(exported.toString("utf8").split("\r\n").length).toBeGreaterThan(400)
  await upload(page, "membres", csv(exported))
  await expect(page.getByText("Aucune ligne ne change la base pour le moment.")).toBeVisible()
  await page.getByRole("button", { name: "Abandonner cet import" }).click()
  await expect(page).toHaveURL(/\/gestion\/imports$/)
  await expect(page.getByRole("row", { name: /Abandonné/ }).first()).toBeVisible()
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })
  test("the whole path works", async ({ page }) => {
    await upload(
      page,
      "rattachements",
      csv(`courriel;nom;role;fonction;code_insee;depuis\nx${Date.now()}@essai.invalid;X;elu;Maire;27112;01/01/2026\n`),
    )
    await page.getByRole("button", { name: "Appliquer 1 ligne" }).click()
    await expect(page.getByText(/1\sligne appliquée le/)).toBeVisible()
    await upload(page, "rattachements", csv("courriel\n"))
    await expect(page.getByText(/Il manque : nom/).first()).toBeVisible()
  })
})

test("another role reads the imports and imports nothing", async ({ page }) => {
  await signIn(page, "support@demo.invalid")
  await page.goto("/gestion/imports")
  await expect(page.getByRole("link", { name: /^Importer/ })).toHaveCount(0)
  await page.goto("/gestion/imports/nouveau/membres")
  await expect(page.getByLabel("Fichier CSV")).toHaveCount(0)
})
