import { expect, test } from "@playwright/test"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { signIn } from "../../support/portal.ts"

const HOME = `/c/${stablePublicId("27112")}/redevances`
const RIP = stableId("operateur-telecom", "rip")
const YEAR = new Date().getFullYear()

test("a secrétaire sees what is owed and why, records a statement, and follows a claim to its payment", async ({
  page,
}) => {
  test.setTimeout(240_000)
  await signIn(page, "Secrétaire de mairie de Breteuil", HOME)
  await page.goto(HOME)
  await expect(page.getByRole("heading", { level: 1, name: "Redevances télécom" })).toBeVisible()
  await expect(page.getByText("se jouent cette année")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByRole("link", { name: "Saisir un état" }).first().click()
  await page.getByLabel("Opérateur", { exact: true }).selectOption({ label: "Opérateur de démonstration n° 5" })
  const first = page.getByRole("group", { name: "Ligne 1" })
  await first.getByLabel("Quantité").fill("-3")
  await page.getByRole("button", { name: "Enregistrer l’état" }).click()
  await expect(page.getByText("Une longueur ou une surface n'est jamais négative.").first()).toBeVisible()
  await first.getByLabel("Quantité").fill("12,345")
  await page.getByRole("group", { name: "Ligne 2" }).getByLabel("Quantité").fill("8,210")
  await page.getByRole("group", { name: "Ligne 3" }).getByLabel("Quantité").fill("3,5")
  await page.getByRole("button", { name: "Enregistrer l’état" }).click()
  await expect(page.getByRole("heading", { level: 1, name: `Opérateur de démonstration n° 5, ${YEAR}` })).toBeVisible()
  await expect(page.getByText(/606,26.*\+.*537,67.*\+.*114,59.*=.*1.258,52/)).toBeVisible()
  await expectAccessible(page)

  await page.getByRole("button", { name: "Préparer la créance" }).click()
  await expect(page.getByText("prête à envoyer").first()).toBeVisible()
  const letter = await page.request.get(`${page.url()}/lettre?format=pdf`)
  expect(letter.headers()["content-type"]).toBe("application/pdf")
  expect((await letter.body()).subarray(0, 5).toString()).toBe("%PDF-")
  const editable = await page.request.get(`${page.url()}/etat?format=docx`)
  expect((await editable.body()).subarray(0, 2).toString()).toBe("PK")

  await page.getByRole("button", { name: "Noter l’envoi" }).click()
  await expect(page.getByText("réclamée").first()).toBeVisible()
  await page.getByLabel("Montant reçu").fill("1 258,53")
  await page.getByRole("button", { name: "Noter le paiement" }).click()
  await expect(page.getByText("dépasse ce qui reste dû").first()).toBeVisible()
  await page.getByLabel("Montant reçu").fill("1 258,52")
  await page.getByRole("button", { name: "Noter le paiement" }).click()
  await expect(page.getByText("payée").first()).toBeVisible()
})

test("a file of an operator is answered row by row before anything is recorded", async ({ page }) => {
  test.setTimeout(240_000)
  await signIn(page, "Secrétaire de mairie de Breteuil", HOME)
  await page.goto(`${HOME}/imports`)
  await expectAccessible(page)
  await page.getByLabel("Fichier", { exact: true }).setInputFiles({
    name: "etat.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      `Opérateur;Année;Souterrain (km);Aérien (km)\nInconnu SA;${YEAR + 1};2;\nRIP;${YEAR + 1};12,4 km;850 m\n`,
    ),
  })
  await page.getByRole("button", { name: "Lire le fichier" }).click()
  await expect(page.getByText("n'est pas connu")).toBeVisible()
  await expect(page.getByText("« 850 m » lu comme 0,85 km.")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("button", { name: "Enregistrer les lignes prêtes et confirmées" }).click()
  await expect(page.getByText("enregistrée", { exact: true })).toBeVisible()
  await page.goto(`${HOME}/${YEAR + 1}/${RIP}`)
  await expect(page.getByText("12,4 km").first()).toBeVisible()
})

test("délibération, rents and lines are each on a page that everybody can use", async ({ page }) => {
  test.setTimeout(240_000)
  await signIn(page, "Secrétaire de mairie de Breteuil", HOME)
  for (const path of [
    "/deliberation",
    "/loyers",
    "/telecom?remplacement=15",
    `/etats/nouveau?annee=${YEAR}&operateur=${RIP}`,
  ]) {
    await page.goto(`${HOME}${path}`)
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
    await expectAccessible(page)
    await expectReflow(page)
  }
  const agenda = await page.request.get(`${HOME}/calendrier`)
  expect(await agenda.text()).toContain("BEGIN:VCALENDAR")
})
