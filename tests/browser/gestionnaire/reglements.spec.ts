import { randomInt } from "node:crypto"
import { expect, type Page, test } from "@playwright/test"
import type pg from "pg"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { insertTitre } from "../../support/issued-titres.ts"
import { connect } from "../../support/logins.ts"
import { signInAs } from "./staff.ts"

/** A titre that no other test pays, of a member that nobody signs in for. */
async function ownTitre(owner: pg.Client, serie: string, numero: number): Promise<{ id: string; nom: string }> {
  const { rows } = await owner.query<{ id: string; nom: string }>(
    `select id, nom from collectivite where type = 'commune' order by "nomPlie" desc limit 1 offset 20`,
  )
  const [commune] = rows
  if (!commune) throw new Error("no commune")
  const { titreId } = await insertTitre(owner, {
    collectiviteId: commune.id,
    numero,
    serie,
    montant: 16_480n,
    exercice: 2029,
    dateEmission: "2026-03-01",
    echeance: "2026-04-30",
  })
  return { id: titreId, nom: commune.nom }
}

const WINDOWS_1252 = (text: string) => Buffer.from(text, "latin1")

async function upload(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto("/gestion/reglements/imports")
  await page.getByLabel("Fichier des encaissements (CSV)").setInputFiles({ name, mimeType: "text/csv", buffer })
  await page.getByRole("button", { name: "Lire le fichier" }).click()
}

test("a gestionnaire takes in the comptable's file, sets a payment against its titre, and takes it back", async ({
  page,
  context,
}) => {
  test.setTimeout(240_000)
  const owner = await connect("migration")
  const numero = randomInt(1_000_000, 9_000_000)
  const { id } = await ownTitre(owner, "ESSAI", numero)
  await owner.end()
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/reglements")
  await expectAccessible(page)
  await expectReflow(page)

  const text = `Date;Montant;Payeur;Référence;Libellé\r\n03/11/2026;164,80;Trésorerie d'Évreux;2029-ESSAI-${numero};VIR\r\n03/11/2026;1,234;X;;n° ${numero}\r\n`
  await upload(page, "encaissements.csv", WINDOWS_1252(text))
  await expect(page.getByText("Lu en Windows-1252, colonnes séparées par des points-virgules.")).toBeVisible()
  await expect(page.getByRole("row", { name: /^3/ })).toContainText("ambigu")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("button", { name: "Enregistrer le paiement" }).click()
  await expect(page.getByText("Rien n'a été enregistré.").first()).toBeVisible()
  await page.getByLabel("Laisser de côté 1 ligne refusée").check()
  await page.getByRole("button", { name: "Enregistrer le paiement" }).click()
  await expect(page.getByRole("link", { name: "Affecter les paiements" })).toBeVisible()

  await upload(page, "le-meme.csv", WINDOWS_1252(text))
  await expect(page.getByText("Rien à ajouter")).toBeVisible()

  await page.goto(`/gestion/reglements?cherche=${numero}`)
  await page.getByRole("link", { name: "Trésorerie d'Évreux" }).click()
  await expect(page.getByText("le montant est exactement ce qui reste dû")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("button", { name: `Affecter à 2029-ESSAI-${numero}` }).click()
  await expect(page.getByRole("heading", { name: "Ce qu’il règle" })).toBeVisible()

  await page.goto(`/gestion/titres/${id}/reglements`)
  await expect(page.getByText("payé", { exact: true })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByText(/^Annuler l’affectation de/).click()
  await page.getByLabel("Pourquoi", { exact: true }).fill("Mauvais titre")
  await page.getByRole("button", { name: "Annuler cette affectation" }).click()
  await expect(page.getByRole("button", { name: `Affecter à 2029-ESSAI-${numero}` })).toBeVisible()
})

test("a reference of two titres is shown twice and chosen by nobody but her; a file that is none is said so", async ({
  page,
  context,
}) => {
  test.setTimeout(240_000)
  const owner = await connect("migration")
  const numero = randomInt(1_000_000, 9_000_000)
  await ownTitre(owner, "ESSAI", numero)
  await ownTitre(owner, "AUTRE", numero)
  await owner.end()
  await signInAs(context, "gestionnaire")
  await upload(page, "image.csv", Buffer.from([0x89, 0x50, 0, 1, 2, 3]))
  await expect(page.getByText("Ce fichier n'est pas un texte CSV.").first()).toBeVisible()
  await upload(
    page,
    "deux.csv",
    Buffer.from(`Date;Montant;Payeur;Référence\n04/11/2026;164,80;Régie;titre ${numero}\n`),
  )
  await page.getByRole("button", { name: "Enregistrer le paiement" }).click()
  await expect(page.getByRole("link", { name: "Affecter les paiements" })).toBeVisible()
  await page.goto(`/gestion/reglements?cherche=${numero}`)
  await expect(page.getByText("à choisir")).toBeVisible()
  await page.getByRole("link", { name: "Régie" }).click()
  await expect(page.getByText("Plusieurs lectures sont possibles")).toBeVisible()
  await expect(page.getByRole("button", { name: /^Affecter à 2029-/ })).toHaveCount(2)
  await expectAccessible(page)
})

test("she sees balances, what will be reminded of and when, suspends it with a reason, and the schedule is a setting", async ({
  page,
  context,
}) => {
  test.setTimeout(240_000)
  const owner = await connect("migration")
  const { id } = await ownTitre(owner, "ESSAI", randomInt(1_000_000, 9_000_000))
  await owner.end()
  await signInAs(context, "gestionnaire")
  for (const path of ["soldes", "relances", "questions", "imports"]) {
    await page.goto(`/gestion/reglements/${path}`)
    await expectAccessible(page)
    await expectReflow(page)
  }
  await page.goto(`/gestion/titres/${id}/reglements`)
  await page.getByText("Suspendre les relances de ce titre").click()
  await page.getByRole("combobox", { name: "Pourquoi" }).selectOption("contestation")
  await page.getByLabel("Précisez").fill("Recours en cours")
  await page.getByRole("button", { name: "Suspendre les relances" }).click()
  await expect(page.getByText("Aucune relance ne part pour ce titre")).toBeVisible()
  await expect(page.getByText("Recours en cours")).toBeVisible()
})

test("an administrateur sets the schedule of reminders, each rank after the one before", async ({ page, context }) => {
  await signInAs(context, "administrateur")
  await page.goto("/gestion/reglages/reglements")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Deuxième relance").fill("10")
  await page.getByRole("button", { name: "Enregistrer le paiement et les relances" }).click()
  await expect(page.getByText("Une relance part après celle qui la précède.").first()).toBeVisible()
})
