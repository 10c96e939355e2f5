import { expect, test } from "@playwright/test"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { answered } from "../../support/answered.ts"
import { pdf } from "../../support/files.ts"
import { connect } from "../../support/logins.ts"
import { enterAt } from "../../support/places.ts"
import { siretOf } from "../../support/sirets.ts"

const HOME = `/c/${stablePublicId("27112")}/redevances`
const RIP = stableId("operateur-telecom", "rip")
const ORANGE = stableId("operateur-telecom", "orange")
const YEAR = yearOf(today())

test("a secrétaire sees what is owed and why, records a statement, and follows a claim to its payment", async ({
  page,
}) => {
  test.setTimeout(240_000)
  await enterAt(page, "Secrétaire de mairie de Breteuil", HOME)
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
  await enterAt(page, "Secrétaire de mairie de Breteuil", HOME)
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
  await enterAt(page, "Secrétaire de mairie de Breteuil", HOME)
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

test("the titre names what it lacks, then is a file for the comptable under the commune's own numbers", async ({
  page,
}) => {
  test.setTimeout(240_000)
  // An import of members may have filled it meanwhile.
  const owner = await connect("migration")
  await owner.query(`update fiche set siret = null where "collectiviteId" = $1`, [stableId("collectivite", "27112")])
  await owner.end()
  await enterAt(page, "Secrétaire de mairie de Breteuil", HOME)
  const claim = `${HOME}/${YEAR}/${ORANGE}`
  await page.goto(`${claim}/titre`)
  await expect(page.getByText("le SIRET de la collectivité")).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${HOME.replace("/redevances", "")}/coordonnees`)
  const [, siren = ""] =
    /commencent par (\d{9})/.exec((await page.getByText(/commencent par/).textContent()) ?? "") ?? []
  await page.getByLabel("SIRET").fill(siretOf(siren))
  await answered(page, page.getByRole("button", { name: /Enregistrer/ }).first())

  await page.goto(claim)
  await page.getByRole("link", { name: "Préparer le fichier du titre" }).click()
  const form = page.getByRole("form", { name: "Titre pour le comptable" })
  await form.getByLabel("Numéro du bordereau").fill("12")
  await form.getByLabel("Numéro du titre").fill("48")
  await form.getByLabel("Cumul annuel").fill("1,00")
  await form.getByLabel("Codique").fill("027015")
  await form.getByLabel("Code collectivité").fill("123")
  await form.getByLabel("Code produit").fill("ODP")
  await form.getByRole("button", { name: "Préparer le fichier" }).click()
  await expect(page.getByText("Le cumul annuel comprend ce bordereau").first()).toBeVisible()
  await expectAccessible(page)
  await form.getByLabel("Cumul annuel").fill("99 999,00")
  await form.getByRole("button", { name: "Préparer le fichier" }).click()
  await expect(page.getByText("Titre n° 48", { exact: false }).first()).toBeVisible()
  await expectAccessible(page)
  const href = await page.getByRole("link", { name: /Fichier PES/ }).getAttribute("href")
  const file = await (await page.request.get(String(href))).text()
  expect(file).toContain("PES_Aller")
  expect(file).toContain('<IdPce V="48"/>')
})

test("one's calendar is read at an address without signing in, until it is closed", async ({ page, playwright }) => {
  test.setTimeout(120_000)
  await enterAt(page, "Maire de Breteuil", "/moi/agenda")
  await page.goto("/moi/agenda")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Créer l’adresse de mon agenda" }).click()
  const address = await page.getByLabel("Adresse secrète de votre agenda").inputValue()
  await expectAccessible(page)
  await expectReflow(page)
  const nobody = await playwright.request.newContext()
  const agenda = await nobody.get(address)
  expect(agenda.headers()["content-type"]).toContain("text/calendar")
  expect(await agenda.text()).toContain("Dernier jour pour réclamer")
  const changing = page.getByRole("button", { name: "Changer l’adresse" })
  await changing.click()
  await expect(page.getByLabel("Adresse secrète de votre agenda")).not.toHaveValue(address)
  // Who works by keyboard goes on from where she was.
  await expect(changing).toBeFocused()
  expect((await nobody.get(address)).status()).toBe(404)
  await page.getByRole("button", { name: "Fermer l’adresse" }).click()
  await expect(page.getByRole("button", { name: "Créer l’adresse de mon agenda" })).toBeVisible()
})

test("a proof brings its document, a contract its index, and a file its lines", async ({ page }) => {
  test.setTimeout(240_000)
  await enterAt(page, "Secrétaire de mairie de Breteuil", HOME)
  await page.goto(`${HOME}/loyers`)
  await page.getByRole("link", { name: /Lotissement communal n° 2/ }).click()
  await page.getByText("Ajouter un document", { exact: true }).click()
  const proof = page.getByRole("form", { name: "Ajouter un document" })
  await proof.getByLabel("Document", { exact: true }).selectOption({ label: "Acte de rétrocession" })
  await proof.getByLabel("Référence du document").fill("Acte 12")
  await proof.getByLabel("Date du document").fill("2012-03-05")
  await proof.getByLabel("Où il est conservé").fill("Étude du notaire")
  const upload = proof.getByLabel("Le document lui-même")
  await upload.setInputFiles({ name: "acte.exe", mimeType: "application/pdf", buffer: Buffer.from("MZ programme") })
  await proof.getByRole("button", { name: "Ajouter le document" }).click()
  await expect(page.getByText(/Ce fichier (est un programme|n'est pas d'un format)/).first()).toBeVisible()
  await upload.setInputFiles({ name: "acte.pdf", mimeType: "application/pdf", buffer: await pdf() })
  await proof.getByRole("button", { name: "Ajouter le document" }).click()
  await expect(page.getByRole("link", { name: /Ouvrir le document/ })).toBeVisible()
  await expect(page.getByText("propriété établie")).toBeVisible()

  await page.getByText("Ajouter un opérateur présent", { exact: true }).click()
  const contract = page.getByRole("form", { name: "Ajouter un opérateur présent" })
  await contract.getByLabel("Opérateur", { exact: true }).selectOption({ label: "SFR" })
  await contract.getByLabel("Référence du contrat").fill("Convention 2024-1")
  await contract.getByLabel("Mètres occupés").fill("400")
  await contract.getByLabel("Prix au mètre et par an").fill("0,85")
  await contract.getByLabel("Début", { exact: true }).fill("2024-01-01")
  await contract.getByLabel("Indice de révision").fill("TP01")
  await contract.getByRole("button", { name: "Ajouter l’opérateur" }).click()
  await expect(page.getByText("Indiquez le nom de l'indice et sa valeur").first()).toBeVisible()
  await contract.getByLabel("Valeur de l’indice au début").fill("128,1")
  await contract.getByRole("button", { name: "Ajouter l’opérateur" }).click()
  await expect(page.getByText("Révisé selon l’indice TP01")).toBeVisible()
  const line = page.getByRole("listitem").filter({ hasText: "Convention 2024-1" })
  await line.getByText("Réviser le prix").click()
  await line.getByLabel("À partir du").fill("2025-01-01")
  await line.getByLabel("Nouvelle valeur de l’indice TP01").fill("132,4")
  await line.getByRole("button", { name: "Enregistrer la révision" }).click()
  await expect(page.getByText("Indice TP01 : 128,1 au début, 132,4 à la révision")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.goto(`${HOME}/telecom`)
  await page.getByLabel("Fichier de vos lignes").setInputFiles({
    ...{ name: "lignes.csv", mimeType: "text/csv" },
    buffer: Buffer.from(
      "Site;Ligne;Type;Fournisseur;Prix mensuel\nCantine;Alarme;fixe;Orange;23,90 €\n;Box;ADSL;Orange;39\nStade;Fax;fixe;Orange;-5\n",
    ),
  })
  await page.getByRole("button", { name: "Lire le fichier" }).click()
  await expect(page.getByText("est négatif")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Reprendre la ligne 3 telle qu’elle est lue").check()
  await page.getByRole("button", { name: "Reprendre les lignes prêtes et confirmées" }).click()
  await expect(page.getByText("reprise", { exact: true })).toHaveCount(2)
  await page.goto(`${HOME}/telecom?remplacement=15`)
  await expect(page.getByRole("table", { name: "Lignes et abonnements" }).getByText("Cantine, box")).toBeVisible()
  const report = await page.request.get(
    String(await page.getByRole("link", { name: /Rapport pour le conseil/ }).getAttribute("href")),
  )
  expect((await report.body()).subarray(0, 5).toString()).toBe("%PDF-")
  await expectAccessible(page)
})
