import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { asFile, onePagePdf } from "@/tests/support/files.ts"
import { enterAs } from "@/tests/support/places.ts"
import { signInAs } from "./staff.ts"

const TOTAL = "1\u202f260,00\u00a0€"

test("a supplier's bill is entered, shared to the cent, validated by a second person and billed", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(240_000)
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/depenses")
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Saisir une dépense" }).click()
  await page.getByRole("button", { name: "Saisir la dépense" }).click()
  await expect(page.getByText("Indiquez ce qui a été payé.").first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Ce qui a été payé").fill("Audit partagé d’essai")
  await page.getByLabel("Facturé par").fill("Cabinet d’essai")
  await page.getByLabel("Nature").selectOption({ label: "Prestation" })
  await page
    .getByLabel("Pour le service")
    .selectOption({ label: "Délégué à la protection des données (DPO) mutualisé" })
  await page.getByLabel("Facturée le", { exact: false }).fill("2026-09-30")
  await page.getByLabel("Montant hors taxes").fill("1 000,00")
  await page.getByLabel("TVA", { exact: true }).fill("200")
  await page.getByRole("button", { name: "Saisir la dépense" }).click()
  await expect(page.getByText("Joignez la facture du fournisseur").first()).toBeVisible()
  const bill = asFile(onePagePdf(), "facture-essai.pdf")
  await page.getByLabel("Justificatif").setInputFiles({
    name: bill.name,
    mimeType: "application/pdf",
    buffer: Buffer.from(await bill.arrayBuffer()),
  })
  await page.getByRole("button", { name: "Saisir la dépense" }).click()
  await expect(page.getByRole("link", { name: "Audit partagé d’essai" })).toBeVisible()

  await page.goto("/gestion/partages")
  await expectAccessible(page)
  await page.getByRole("link", { name: "Répartir un coût" }).click()
  await page.getByLabel("Nom du partage").fill("Audit partagé d’essai")
  await page
    .getByLabel("Service", { exact: true })
    .selectOption({ label: "Délégué à la protection des données (DPO) mutualisé" })
  const option = page.getByRole("option", { name: /Audit partagé d’essai/ })
  await page.getByLabel("Dépense à répartir").selectOption(String(await option.getAttribute("value")))
  await page.getByLabel("Quote-part de personnel").fill("5")
  await page.getByLabel("Au prorata de la population").check()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Continuer avec les participants" }).click()
  await expect(page.getByRole("heading", { name: "Audit partagé d’essai" })).toBeVisible()

  const add = page.getByRole("form", { name: "Ajouter un participant" })
  for (const commune of ["Marbois", "Conches-en-Ouche", "Nulle-Part-sur-Rien"]) {
    await add.getByLabel("Collectivité").fill(commune)
    await add.getByRole("button", { name: "Ajouter" }).click()
    if (commune.startsWith("Nulle"))
      await expect(add.getByText("Aucune collectivité ne porte exactement ce nom").first()).toBeVisible()
    else await expect(page.getByRole("link", { name: commune, exact: true })).toBeVisible()
  }
  await expect(page.getByRole("row", { name: /^Total/ })).toContainText(TOTAL)
  await expect(page.getByText("une seconde personne doit le valider")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  const second = await browser.newContext()
  await enterAs(second, "gestionnaire.second")
  const other = await second.newPage()
  await other.goto(page.url())
  await other.getByRole("button", { name: `Valider la répartition de ${TOTAL}` }).click()
  await other.getByRole("button", { name: "Émettre les titres maintenant" }).click()
  await expect(other.getByRole("link", { name: /^\d{4}-COT-\d+$/ })).toHaveCount(2)
  await expectAccessible(other)
  await second.close()

  const mairie = await browser.newContext()
  await enterAs(mairie, "maire.marbois")
  const member = await mairie.newPage()
  await member.goto("/moi")
  await member.goto(
    String(await member.getByRole("link", { name: "Ouvrir Marbois", exact: true }).getAttribute("href")),
  )
  await member.getByRole("link", { name: "Ce que paie la cotisation" }).click()
  const line = member.getByRole("row").filter({ hasText: "Audit partagé d’essai" })
  await expect(line).toContainText("quote-part de 5")
  await expect(line).toContainText("population totale, millésime 2022")
  await expectAccessible(member)
  await expectReflow(member)
  await line.getByRole("link").first().click()
  await expect(member.getByRole("heading", { name: "Les pièces, côte à côte" })).toBeVisible()
  const copy = member.getByRole("link", { name: /^Justificatif : Audit partagé d’essai/ })
  expect((await member.request.get(String(await copy.getAttribute("href")))).status()).toBe(200)
  await expectAccessible(member)
  await expectReflow(member)
  await mairie.close()
})

test("a rate is tried on every commune, and its file says each of them", async ({ page, context }) => {
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/simulations")
  await expectAccessible(page)
  await page.getByRole("link", { name: "Simuler un tarif" }).click()
  await page.getByLabel("Nom de la simulation").fill("Essai à douze centimes")
  await page.getByLabel("À partir de l’exercice").fill("2098")
  await page.getByRole("button", { name: "Simuler sur tous les membres" }).click()
  await expect(page.getByText("Choisissez ce qui changerait.").first()).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("La cotisation : un taux par habitant").check()
  await page.getByLabel("Taux", { exact: true }).fill("0,12")
  await page.getByRole("button", { name: "Simuler sur tous les membres" }).click()
  await expect(page.getByRole("heading", { name: "Par type et par taille" })).toBeVisible()
  await expect(page.getByText("à l’étude").first()).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Type", { exact: true }).selectOption({ label: "Communes" })
  await page.getByRole("button", { name: "Filtrer" }).click()
  await page.waitForURL("**type=commune**")
  const href = String(await page.getByRole("link", { name: "Exporter ces membres, CSV" }).getAttribute("href"))
  const csv = await page.request.get(href)
  expect((await csv.text()).trim().split("\n")).toHaveLength(379)

  await page.getByRole("button", { name: "Calculer de nouveau" }).click()
  await expect(page.getByText("Calcul n° 2, montré ici")).toBeVisible()
  await page.getByRole("link", { name: /^Calcul n° 1, du/ }).click()
  await expect(page.getByText("Calcul n° 1, montré ici")).toBeVisible()
  await page.getByLabel("Délibération").selectOption({ index: 1 })
  await page.getByRole("button", { name: "Enregistrer le vote et fixer ce tarif" }).click()
  await expect(page.getByText("C’est celui que le vote a retenu.")).toBeVisible()
  await expect(page.getByText(/^Votée : Délibération n° /)).toBeVisible()
  await expectAccessible(page)
})

test("a price is tried on the members that do not use the service too", async ({ page, context }, { retry }) => {
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/simulations/nouvelle")
  await page.getByLabel("Nom de la simulation").fill(`Poste à seize euros ${retry}`)
  await page.getByLabel("À partir de l’exercice").fill("2041")
  await page.getByLabel("Le prix d’un service").check()
  const poste = page
    .getByLabel("Prix de service")
    .getByRole("option", { name: /, par poste/ })
    .first()
  await page.getByLabel("Prix de service").selectOption(await poste.getAttribute("value"))
  await page.getByLabel("Prix hors taxes de l’unité").fill("16")
  await page.getByRole("button", { name: "Simuler sur tous les membres" }).click()
  await expect(page.getByText(/autres membres pourraient le demander/)).toBeVisible()
  await page.getByLabel("Situation").selectOption({ label: "Pourrait le demander" })
  await page.getByRole("button", { name: "Filtrer" }).click()
  await page.waitForURL("**situation=pourrait**")
  await expect(page.getByRole("table", { name: "Effet sur chaque membre" })).toContainText("Compté pour une unité")
  await expectAccessible(page)
  await expectReflow(page)
})

test("a preview of services says line by line what each member owes, and why it changed", async ({ page, context }) => {
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/campagnes/nouvelle")
  await page.getByLabel("Exercice").fill("2047")
  await page.getByLabel("Facturer aussi les services").check()
  await page.getByLabel("Services depuis le").fill("2046-01-15")
  await page.getByLabel("Jusqu’au").fill("2046-12-31")
  await page.getByLabel("Date d’émission").fill("2047-03-01")
  await page.getByLabel("À payer avant le").fill("2047-03-31")
  await page.getByRole("button", { name: "Calculer les montants" }).click()
  await expect(page.getByText("Les services se facturent par mois entiers").first()).toBeVisible()
  await page.getByLabel("Services depuis le").fill("2046-01-01")
  await page.getByRole("button", { name: "Calculer les montants" }).click()
  await expect(page.getByRole("heading", { name: "Cotisation et services 2047" })).toBeVisible()
  await expectAccessible(page)
  const taxed = page.getByRole("row").filter({ hasText: "Services avec TVA" })
  await taxed.first().getByRole("link").first().click()
  await expect(page.getByRole("table", { name: "Lignes du document" })).toContainText(
    "× 12 mois (janvier à décembre 2046)",
  )
  await expectAccessible(page)
  await expectReflow(page)
})
