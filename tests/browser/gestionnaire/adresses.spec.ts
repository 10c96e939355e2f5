import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { answered } from "../../support/answered.ts"
import { csvBal, fichierSain } from "../../support/bal.ts"
import { centreDe } from "../../support/contours.ts"
import { enterAt } from "../../support/places.ts"

const DESK = "/gestion/adresses"
const MARBOIS = { insee: "27157", nom: "Marbois", long: 0.95, lat: 48.86 }

/** The space of who is in one collectivité alone: she is sent to it, to the page that suits her role. */
const spaceOf = (page: Page): string => /^\/c\/[^/]+/.exec(new URL(page.url()).pathname)?.[0] ?? ""

test("staff sets the formula, places the communes on the map and sees the département at a glance", async ({
  page,
}) => {
  test.setTimeout(240_000)
  await enterAt(page, "Gestionnaire", DESK)
  await page.goto(`${DESK}/reglages`)
  await expectAccessible(page)
  const weight = page.getByLabel("Aucun fichier d’adresses")
  await weight.fill("cent")
  await page.getByRole("button", { name: "Enregistrer les réglages" }).click()
  await expect(page.getByText(/nombre entier/i).first()).toBeVisible()
  await weight.fill("120")
  await answered(page, page.getByRole("button", { name: "Enregistrer les réglages" }))
  await page.goto(`${DESK}?filtre=sans_bal`)
  await expect(
    page
      .getByRole("table", { name: /priorité/ })
      .getByRole("row")
      .nth(1),
  ).toContainText("120")
  await page.goto(`${DESK}/reglages`)
  await weight.fill("100")
  await answered(page, page.getByRole("button", { name: "Enregistrer les réglages" }))

  await page.goto("/gestion/imports/nouveau/contours")
  const rows = ["27112", "27198", "27157"].map((code, i) => `${code};${centreDe(i).join(";")};3;31/01/2029`)
  await page.getByLabel("Fichier GeoJSON ou CSV").setInputFiles({
    ...{ name: "centres.csv", mimeType: "text/csv" },
    buffer: Buffer.from(["code;long;lat;lot;fermeture_technique", ...rows, "27999;1;49;;"].join("\n")),
  })
  await page.getByRole("button", { name: "Lire le fichier et comparer" }).click()
  await expect(page.getByText("La commune 27999 n’est pas dans le registre.")).toBeVisible()
  const apply = page.getByRole("button", { name: /Appliquer/ })
  if (await apply.isVisible()) await answered(page, apply)

  await expect(async () => {
    await page.goto(DESK)
    await expect(page.getByLabel("Lot du cuivre")).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await expect(page.getByRole("region", { name: "Communes du département" })).toBeVisible()
  const points = await (await page.request.get(`${DESK}/points`)).json()
  expect(points.length).toBeGreaterThanOrEqual(3)
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Lot du cuivre").selectOption("3")
  await page.getByRole("button", { name: "Filtrer" }).click()
  await expect(page.getByRole("table", { name: /priorité/ }).getByRole("link", { name: "Breteuil" })).toBeVisible()
})

test("staff prepares a campaign, plans a visit, attaches a guide, and follows a raccordement problem", async ({
  page,
}) => {
  test.setTimeout(240_000)
  await enterAt(page, "Chargé de mission", DESK)
  await page.goto(`${DESK}/campagnes/nouvelle`)
  await expectAccessible(page)
  await page.getByLabel("Nom", { exact: true }).fill("Avant le lot 3 (essai)")
  await page.getByLabel("Objectif").fill("Un fichier accepté dans chaque commune.")
  await page.getByLabel("Nombre de communes").fill("5")
  await page.getByLabel("Seulement les communes").selectOption({ label: "Sans fichier" })
  await page.getByRole("button", { name: "Créer la campagne" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Avant le lot 3 (essai)" })).toBeVisible()
  const communes = page.getByRole("table", { name: "Communes de la campagne" })
  await expect(communes.getByRole("row")).toHaveCount(6)
  const visite = page.getByRole("form", { name: "Visite" })
  await visite.getByLabel("Visite prévue le").fill("2027-02-03")
  await visite.getByLabel("Note").fill("Salle du conseil.")
  await page.getByRole("button", { name: "Enregistrer la visite" }).click()
  await expect(communes.getByText(/3.févr\..2027/)).toBeVisible()
  await page.getByLabel("Titre du guide").fill("Préparer la visite")
  await page.getByLabel("Ce qu’il explique").fill("Apportez le plan cadastral et la liste des voies.")
  await page.getByRole("button", { name: "Ajouter ce guide" }).click()
  await expect(page.getByText("Apportez le plan cadastral")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.goto(`${DESK}/raccordement`)
  await expectAccessible(page)
  await page
    .getByRole("row", { name: /Fourreau bouché/ })
    .first()
    .getByRole("link")
    .click()
  const next = page.getByRole("form", { name: "Étape suivante" })
  await next.getByLabel("Nouvel état").selectOption({ index: 0 })
  await next.getByLabel("Note").fill("Transmis à l’opérateur du réseau (essai).")
  await next.getByRole("button", { name: "Enregistrer l’étape" }).click()
  await expect(page.getByText("Transmis à l’opérateur du réseau (essai).")).toBeVisible()
  await expectAccessible(page)
})

test("an EPCI hands in the file of its communes; the commune is told that its own was replaced", async ({
  page,
  browser,
}) => {
  test.setTimeout(240_000)
  await enterAt(page, "Directrice de l'Interco Normandie Sud Eure")
  await page.waitForURL(/\/c\//)
  const home = `${spaceOf(page)}/adresses`
  await page.goto(home)
  await expect(page.getByRole("table", { name: "Adresses des communes membres" })).toBeVisible()
  for (const name of ["Problèmes de raccordement", /Relevé automatique/]) {
    await page.getByRole("link", { name }).first().click()
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await page.goto(home)
  }
  const lignes = fichierSain(40, MARBOIS).map((ligne) => ({ ...ligne, source: `Interco, essai ${Date.now()}` }))
  await page.getByLabel(/^Fichier de la base adresse locale/).setInputFiles({
    ...{ name: "interco.csv", mimeType: "text/csv" },
    buffer: Buffer.from(csvBal(lignes)),
  })
  await page.getByRole("button", { name: "Déposer et analyser" }).click()
  const row = page.getByRole("row", { name: /Marbois/ })
  await expect(async () => {
    await page.reload()
    await expect(row.getByText("accepté")).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  await expectAccessible(page)
  await expectReflow(page)
  await row.getByRole("link", { name: "Marbois" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Adresses de Marbois" })).toBeVisible()
  await expectAccessible(page)

  const commune = await (await browser.newContext({ baseURL: process.env.APP_URL, locale: "fr-FR" })).newPage()
  await enterAt(commune, "Maire de Marbois")
  await commune.waitForURL(/\/c\//)
  await commune.goto(`${spaceOf(commune)}/adresses`)
  await expect(async () => {
    await commune.reload()
    await expect(commune.getByText(/Interco Normandie Sud Eure a publié/)).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  await expectAccessible(commune)
  await commune.context().close()
})
