import { expect, type Page, test } from "@playwright/test"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { pdf } from "../../support/files.ts"
import { enterAs } from "../../support/places.ts"
import { signInAs } from "./staff.ts"

test("a gestionnaire bills one member, then takes a part back: another person issues both, and the cockpit counts them", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  await signInAs(context, "gestionnaire")
  const objet = `Atelier cybersécurité ${Date.now()}`
  await page.goto("/gestion/titres/nouveau")
  await expectAccessible(page)
  await page.getByLabel("Débiteur").fill("Breteuil")
  await page.getByLabel("Objet").fill(objet)
  await page.getByLabel("Ce qui crée la créance").fill("Convention du 2 mars 2026")
  await page.getByLabel("Ce qui est dû").first().fill("Atelier d’une demi-journée")
  await page.getByLabel("Quantité").first().fill("2")
  await page.getByLabel("Prix unitaire").first().fill("150,00")
  await page.getByRole("button", { name: "Proposer le titre" }).click()
  await expect(page.getByText("Vous avez proposé ce document.")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  const second = await (await browser.newContext({ baseURL: new URL(page.url()).origin })).newPage()
  await enterAs(second.context(), "gestionnaire.second")
  await second.goto(page.url())
  await second.getByRole("button", { name: /Émettre le titre de 300,00/ }).click()
  await expect(second.getByRole("heading", { level: 1, name: /^Titre de recette n°/ })).toBeVisible()
  const titre = second.url()

  await page.goto(titre)
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Annuler ou réduire ce titre" }).click()
  await expect(page.getByRole("heading", { level: 1, name: /^Annuler ou réduire le titre/ })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Une partie, ligne par ligne").check()
  await page.getByLabel(/^Ligne 1/).fill("400")
  await page.getByLabel("Motif").fill("Un atelier n’a pas eu lieu")
  await chooseProof(page)
  await page.getByRole("button", { name: "Proposer la correction" }).click()
  await expect(page.getByText(/il n'en reste que 300,00/).first()).toBeVisible()
  await page.getByLabel(/^Ligne 1/).fill("150,00")
  await chooseProof(page)
  await page.getByRole("button", { name: "Proposer la correction" }).click()
  await expect(page.getByRole("heading", { level: 1, name: /^Titre de réduction/ })).toBeVisible()
  await second.goto(page.url())
  await second.getByRole("button", { name: /Émettre la réduction de 150,00/ }).click()
  await expect(second.getByRole("heading", { level: 1, name: /^Titre de réduction n°/ })).toBeVisible()

  // The page of the titre says what is left, and each figure of the cockpit opens the list that it counts.
  await page.goto(titre)
  await expect(page.getByRole("region", { name: "Corrections de ce titre" })).toContainText(
    "Un atelier n’a pas eu lieu",
  )
  await page.goto("/gestion/facturation")
  await expectAccessible(page)
  await expectReflow(page)
  const document = page.getByRole("link", { name: /^Bordereau de titres de recette n° \d+, PDF$/ }).first()
  const paper = await page.request.get(String(await document.getAttribute("href")))
  expect([paper.status(), paper.headers()["content-type"]]).toEqual([200, "application/pdf"])
  const figure = page
    .locator("dl > div", { has: page.getByText("Annulés ou réduits", { exact: true }) })
    .getByRole("link")
  const counted = Number((await figure.textContent())?.replace(/\D/g, ""))
  await figure.click()
  await expect(page.getByRole("heading", { level: 1, name: "Titres" })).toBeVisible()
  await expect(page.getByText(new RegExp(`\\b${counted}\\s+titres?$`))).toBeVisible()
  await expect(page.getByRole("row", { name: new RegExp(objet) })).toContainText("réduit")
  await expectAccessible(page)
  await expectReflow(page)
  for (const format of ["CSV", "XLSX"]) {
    const download = page.waitForEvent("download")
    await page.getByRole("link", { name: `leurs lignes, ${format}` }).click()
    expect((await download).suggestedFilename()).toMatch(new RegExp(`^lignes-\\d{4}-.*\\.${format.toLowerCase()}$`))
  }
  await second.context().close()
})

test("a gestionnaire reads the balance of each pillar and what keeps an exercice open", async ({ page, context }) => {
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/facturation/analytique")
  await expect(page.getByRole("region", { name: "Budget et dépenses par pilier" })).toContainText("862 800,00")
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto("/gestion/facturation/a-facturer")
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto("/gestion/titres/projets")
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto(`/gestion/facturation/cloture/${yearOf(today())}`)
  await expect(page.getByText(/n'est pas terminé/)).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("an administrateur fixes the first number of a series before it begins, and not after", async ({
  page,
  context,
}) => {
  await signInAs(context, "administrateur")
  await page.goto("/gestion/reglages/series")
  await expectAccessible(page)
  await expectReflow(page)
  const serie = `E${String(Date.now()).slice(-8)}`
  await page.getByLabel("Exercice").fill(String(yearOf(today()) + 1))
  await page.getByLabel("Série", { exact: true }).fill(serie)
  await page.getByRole("textbox", { name: "Premier numéro" }).fill("1201")
  await page.getByRole("button", { name: "Fixer ce numéro" }).click()
  await expect(page.getByRole("row", { name: new RegExp(serie) })).toContainText("1201")
})

const chooseProof = async (page: Page) =>
  page
    .getByLabel("Justificatif")
    .setInputFiles({ name: "decompte.pdf", mimeType: "application/pdf", buffer: await pdf() })

const LISTS = [
  { page: "/gestion/reglements/questions", what: "ces questions", head: "Titre;Collectivité;Ligne" },
  { page: "/gestion/titres/projets", what: "ces propositions", head: "Objet;Nature;Titre corrigé" },
  { page: "/gestion/facturation?exercice=2026", what: "ces bordereaux", head: "Exercice;Bordereau;Contient" },
] as const

for (const { page: address, what, head } of LISTS)
  test(`${what} leave as CSV and as XLSX`, async ({ page, context }) => {
    await signInAs(context, "gestionnaire")
    await page.goto(address)
    const file = async (format: string) => {
      const link = page.getByRole("link", { name: `Exporter ${what}, ${format}` })
      return page.request.get(String(await link.getAttribute("href")))
    }
    const csv = await file("CSV")
    expect((await csv.text()).split("\n")[0]).toContain(head)
    const xlsx = await file("XLSX")
    expect(xlsx.headers()["content-type"]).toContain("spreadsheetml")
    expect((await xlsx.body()).subarray(0, 2).toString()).toBe("PK")
  })
