import { expect, test } from "@playwright/test"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { enterAt } from "../../support/places.ts"

const YEAR = yearOf(today())

test("staff sees what the territory loses, adds the rates of a year, is warned of a slip, and sees the effect first", async ({
  page,
}) => {
  test.setTimeout(240_000)
  await enterAt(page, "Gestionnaire", "/gestion/redevances")
  await page.goto("/gestion/redevances")
  await expect(page.getByText(/Perdu au 31 décembre \d{4} sans rien faire/)).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.goto("/gestion/redevances/baremes")
  await expectAccessible(page)
  const form = page.getByRole("form", { name: "Ajouter un barème" })
  await form.getByLabel("Année").fill("2025")
  await form.getByLabel("Routier, souterrain (€/km)").fill("48,65")
  await form.getByLabel("Routier, aérien (€/km)").fill("64,78")
  await form.getByLabel("Routier, autres installations (€/m²)").fill("32,44")
  await form.getByLabel("Non routier (€/km)").fill("1621,81")
  await form.getByLabel("Non routier (€/m²)").fill("1054,18")
  await form.getByLabel("Source").fill("Essai du navigateur : valeurs inventées")
  await form.getByRole("button", { name: "Voir l’effet avant de publier" }).click()
  await expect(page.getByText("Écart de plus d’un centime avec le coefficient 1,62181.")).toBeVisible()
  await expect(page.getByRole("table", { name: "Effet du barème sur le territoire" })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Écarter ce projet" }).click()
  await expect(page.getByText("écarté").first()).toBeVisible()

  await page.goto("/gestion/redevances")
  await page
    .getByRole("table", { name: /Redevances par commune/ })
    .getByRole("link")
    .first()
    .click()
  await expect(page.getByRole("heading", { name: "Par année et par opérateur" })).toBeVisible()
  await expectAccessible(page)
})

test("staff prepares and follows a claim of a commune that gave its mandate, and only reads the others", async ({
  page,
}) => {
  test.setTimeout(240_000)
  await enterAt(page, "Chargé de mission", "/gestion/redevances")
  const commune = `/gestion/redevances/communes/${stablePublicId("27112")}`
  await page.goto(commune)
  await expect(page.getByText(/Mandat donné le/)).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${commune}/${YEAR}/${stableId("operateur-telecom", "sfr")}`)
  await expect(page.getByText("Vous agissez au nom de Breteuil")).toBeVisible()
  await page.getByRole("button", { name: "Préparer la créance" }).click()
  await expect(page.getByText("prête à envoyer").first()).toBeVisible()
  const letter = await page.request.get(`${page.url()}/lettre?format=pdf`)
  expect((await letter.body()).subarray(0, 5).toString()).toBe("%PDF-")
  await page.getByRole("button", { name: "Noter l’envoi" }).click()
  await expect(page.getByText("réclamée").first()).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto(`${commune}/deliberation`)
  await expect(page.getByRole("button", { name: "Préparer la délibération" })).toBeVisible()
  await expectAccessible(page)

  await page.goto("/gestion/redevances/baremes")
  await page.getByRole("link", { name: "Opérateur de démonstration n° 5" }).click()
  await page.getByLabel("Code postal").fill("2700")
  await page.getByRole("button", { name: "Enregistrer les coordonnées" }).click()
  await expect(page.getByText(/code postal/i).nth(1)).toBeVisible()
  await expectAccessible(page)
})
