import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { onePagePdf, pdf, windowsProgram } from "@/tests/support/files.ts"
import { enterOwnPlace } from "@/tests/support/places.ts"
import { signInAs } from "./staff.ts"

const text = async (page: Page, region: string) =>
  ((await page.getByRole("region", { name: region }).first().textContent()) ?? "").replace(/[\u00a0\u202f]/g, " ")

test("an option is priced by staff, chosen by a mairie with its cost shown, and frozen on its file", async ({
  page,
  context,
  browser,
}, { retry, parallelIndex }) => {
  test.setTimeout(180_000)
  const nom = `Boîte d’archives ${Date.now()} ${parallelIndex} ${retry}`
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/catalogue/messagerie-nom-de-domaine")
  await page.getByRole("link", { name: "Options", exact: true }).click()
  await expect(page.getByRole("heading", { name: "Options", exact: true })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  const add = page.getByRole("form", { name: "Ajouter une option" })
  await add.getByLabel("Prix hors taxes").fill("2,50")
  await add.getByRole("button", { name: "Ajouter l’option" }).click()
  await expect(page.getByText("Indiquez le nom de l'option.").first()).toBeVisible()
  await add.getByLabel("Nom de l’option").fill(nom)
  await add.getByLabel("Ce qu’elle apporte").fill("Les messages gardés dix ans.")
  await add.getByRole("button", { name: "Ajouter l’option" }).click()
  await expect(page.getByText("Choisissez la période de ce prix.").first()).toBeVisible()
  await expectAccessible(page)
  await add.getByLabel("Unité").fill("boîte")
  await add.getByLabel("Période").selectOption("mois")
  await add.getByLabel("TVA", { exact: false }).first().selectOption("S")
  await add.getByLabel("Taux de TVA").fill("20")
  await add.getByRole("button", { name: "Ajouter l’option" }).click()
  await expect(page.getByRole("row", { name: new RegExp(nom) })).toContainText("proposée")

  const mairie = await browser.newContext()
  const { path } = await enterOwnPlace(mairie, "commune", ["secretaire"])
  const member = await mairie.newPage()
  await member.goto(`${path}/services/messagerie-nom-de-domaine/souscrire`)
  await expectAccessible(member)
  await expectReflow(member)
  await member.getByLabel("Quantité").fill("3")
  await member.getByLabel(nom).fill("quatre")
  await member.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(member.getByText("Indiquez un nombre entier, de 0 à 9999, ou rien.").first()).toBeVisible()
  await member.getByLabel(nom).fill("4")
  await member.getByLabel("Reprise des données de l'ancienne messagerie").check()
  await expect.poll(() => text(member, "Ce que cela coûte")).toContain("120,00 €")
  expect(await text(member, "Ce que cela coûte")).toContain("144,00 €")
  await expectAccessible(member)
  await member.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(member).toHaveURL(/\/souscriptions\/[0-9a-f-]{36}$/)
  await expect(member.getByText(`${nom}, 4 boîtes`)).toBeVisible()
  await expect(member.getByText("Sur devis, à accepter avant d’être fourni")).toBeVisible()
  await expectAccessible(member)
  await expectReflow(member)

  // The price changes, the option is withdrawn: what was asked for keeps its own.
  await page.getByRole("link", { name: nom }).click()
  await expect(page.getByLabel("Prix hors taxes")).toHaveValue("2,5")
  await expectAccessible(page)
  await page.getByLabel("Prix hors taxes").fill("9,00")
  await page.getByRole("button", { name: "Enregistrer l’option" }).click()
  await page.getByRole("button", { name: `Retirer : ${nom}` }).click()
  await expect(page.getByRole("row", { name: new RegExp(nom) })).toContainText("retirée")
  await member.reload()
  expect(await text(member, "Détail du coût")).toContain("144,00 €")
  await member
    .getByRole("button", { name: /Annuler/ })
    .first()
    .click()
  await mairie.close()
})

test("a file is deposited with a service, read by a visitor, replaced by its next version, and taken away", async ({
  page,
  context,
  browser,
}, { retry, parallelIndex }) => {
  test.setTimeout(120_000)
  const titre = `Conditions ${Date.now()} ${parallelIndex} ${retry}`
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: "application/pdf", buffer })
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/catalogue/sondage-en-ligne/documents")
  const deposit = page.getByRole("form", { name: "Déposer un fichier" })
  await deposit.getByLabel("Titre").fill(titre)
  await deposit.getByLabel("Date du document").fill("2026-03-03")
  await deposit.getByLabel("Fichier").setInputFiles(file("conditions.pdf", windowsProgram()))
  await deposit.getByRole("button", { name: "Déposer ce fichier" }).click()
  await expect(page.getByText("Ce fichier est un programme").first()).toBeVisible()
  await expectAccessible(page)
  await deposit.getByLabel("Fichier").setInputFiles(file("conditions.pdf", await pdf()))
  await deposit.getByRole("button", { name: "Déposer ce fichier" }).click()
  await expect(page.getByRole("row", { name: new RegExp(titre) })).toContainText("version 1, du 3 mars 2026")
  await expectAccessible(page)
  await expectReflow(page)

  const visitor = await (await browser.newContext()).newPage()
  await visitor.goto("/catalogue/sondage-en-ligne")
  const href = String(await visitor.getByRole("link", { name: titre }).getAttribute("href"))
  const read = await visitor.request.get(href)
  expect([read.status(), read.headers()["content-type"]]).toEqual([200, "application/pdf"])

  await page.getByRole("link", { name: `Versions de ${titre}` }).click()
  await expect(page.getByRole("heading", { level: 1, name: titre })).toBeVisible()
  const next = page.getByRole("form", { name: "Déposer la version suivante" })
  await next.getByLabel("Date du document").fill("2026-04-04")
  await next.getByLabel("Fichier").setInputFiles(file("conditions-2.pdf", onePagePdf()))
  await next.getByRole("button", { name: "Déposer cette version" }).click()
  await expect(page.getByRole("row", { name: /conditions-2\.pdf/ })).toContainText("4 avril 2026")
  await expectAccessible(page)
  await expectReflow(page)
  expect((await visitor.request.get(href)).status()).toBe(404)
  expect((await page.request.get(href)).status()).toBe(200)

  await page.goto("/gestion/catalogue/sondage-en-ligne/documents")
  await page.getByRole("button", { name: `Retirer : ${titre}` }).click()
  await expect(page.getByRole("rowheader", { name: titre })).toBeHidden()
  await visitor.reload()
  await expect(visitor.getByRole("heading", { level: 1 })).toBeVisible()
  await expect(visitor.getByText(titre)).toBeHidden()
  await visitor.context().close()
})

test("a document is joined to a service, shown to everybody, and taken away", async ({ page, context }, {
  retry,
  parallelIndex,
}) => {
  const titre = `Guide ${Date.now()} ${parallelIndex} ${retry}`
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/catalogue/pack-cyber/documents")
  await expectAccessible(page)
  await expectReflow(page)
  const join = page.getByRole("form", { name: "Joindre un document" })
  await join.getByLabel("Titre").fill(titre)
  await join.getByLabel("Adresse").fill("javascript:alert(1)")
  await page.getByRole("button", { name: "Joindre ce document" }).click()
  await expect(page.getByText("Une adresse commence par https://").first()).toBeVisible()
  await expect(join.getByLabel("Titre")).toHaveValue(titre)
  await join.getByLabel("Adresse").fill(`https://exemple.fr/${Date.now()}.pdf`)
  await page.getByRole("button", { name: "Joindre ce document" }).click()
  await expect(page.getByRole("rowheader", { name: titre })).toBeVisible()
  await page.goto("/catalogue/pack-cyber")
  await expect(page.getByRole("link", { name: titre })).toBeVisible()
  await page.goto("/gestion/catalogue/pack-cyber/documents")
  await page.getByRole("button", { name: `Retirer : ${titre}` }).click()
  await expect(page.getByRole("rowheader", { name: titre })).toBeHidden()
})

test("a service of somebody else is written with its source, shown as theirs, and taken away", async ({
  page,
  context,
}, { retry, parallelIndex }) => {
  const nom = `Service d’ailleurs ${Date.now()} ${parallelIndex} ${retry}`
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/catalogue")
  await page.getByRole("link", { name: "Services d’autres acteurs" }).click()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Ajouter un service" }).click()
  await page.getByRole("button", { name: "Ajouter ce service" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "5 points à corriger" })).toBeFocused()
  await expectAccessible(page)
  await page.getByLabel("Service d’un partenaire").check()
  await page.getByLabel("Organisme").fill("Un organisme public")
  await page.getByLabel("Nom du service").fill(nom)
  await page.getByLabel("Ce que ce service fait").fill("Réserver une salle.")
  await page.getByLabel("Source").fill("Site de l’organisme, 2 mars 2026")
  await page.getByRole("button", { name: "Ajouter ce service" }).click()
  await page.getByRole("link", { name: nom }).click()
  await expectAccessible(page)
  await page.getByLabel("Pour qui").fill("Les communes")
  await page.getByRole("button", { name: "Enregistrer" }).click()
  await expect(page.getByRole("link", { name: "Ajouter un service" })).toBeVisible()
  await page.goto("/catalogue")
  const shown = page.getByRole("listitem").filter({ hasText: nom })
  await expect(shown).toContainText("Pour qui : Les communes")
  await expect(shown).toContainText("Source : Site de l’organisme")
  await page.goto("/gestion/catalogue/offres")
  await page.getByRole("link", { name: nom }).click()
  await page.getByRole("button", { name: "Retirer ce service" }).click()
  await expect(page.getByRole("link", { name: nom })).toBeHidden()
})

test("a price by band of population is typed line by line, with its bounds and its délibération", async ({
  page,
  context,
}, { retry, parallelIndex }) => {
  const unite = `essai ${Date.now()} ${parallelIndex} ${retry}`
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/catalogue/sensibilisation-cyber/tarif")
  await page.getByLabel("Les habitants de la collectivité").check()
  await page.getByLabel("Ou un prix par tranche de population").fill("2000 ; 0,10\n500 ; 0,12")
  await page.getByLabel("Unité").fill(unite)
  await page.getByLabel("Hors champ de la TVA").check()
  await page.getByLabel("Minimum d’une année").fill("50")
  await page.getByLabel("Délibération").selectOption({ index: 1 })
  await page.getByRole("button", { name: "Fixer ce tarif" }).click()
  await expect(page.getByText("Écrivez une tranche par ligne").first()).toBeVisible()
  await expect(page.getByLabel("Les habitants de la collectivité")).toBeChecked()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Ou un prix par tranche de population").fill("500 ; 0,12\n2000 ; 0,10\nau-delà ; 0,08")
  await page.getByRole("button", { name: "Fixer ce tarif" }).click()
  const row = page.getByRole("row").filter({ hasText: unite })
  await expect(row).toContainText("0,12 € jusqu’à 500 hab.")
  await expect(row).toContainText("0,08 € au-delà")
  await expect(row).toContainText("au moins 50,00 € par an")
  await expect(row).toContainText("Délibération n°")
  await expectAccessible(page)
})
