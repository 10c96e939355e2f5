import { type Browser, expect, type Page, test } from "@playwright/test"
import { addDays, today } from "@/lib/platform/dates.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { onePagePdf } from "../../support/files.ts"
import { connect } from "../../support/logins.ts"
import { enterAs, enterOwnPlace } from "../../support/places.ts"

const day = (shift: number) => addDays(today(), shift)
const idOf = (page: Page) => new URL(page.url()).pathname.split("/").at(-1) ?? ""

async function staffAt(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: String(process.env.APP_URL), locale: "fr-FR" })
  await enterAs(context, "gestionnaire", { factor: true })
  const page = await context.newPage()
  await page.goto(path)
  return page
}

/** The same person asks and decides: what each may do is tested apart. */
async function ask(page: Page, path: string): Promise<string> {
  await page.goto(`${path}/services/sensibilisation-cyber/souscrire`)
  await page.getByLabel("Quantité").fill("2")
  await page.getByLabel("Qui contacter").fill("Accueil de la mairie")
  await page.getByLabel("Son courriel").fill("accueil@demo.invalid")
  await page.getByRole("button", { name: "Envoyer pour accord" }).click()
  await page.waitForURL(/\/souscriptions\/[0-9a-f-]{36}$/)
  return idOf(page)
}

async function offer(staff: Page, prix: string): Promise<void> {
  const form = staff.getByRole("form", { name: "Donner un devis" })
  await form.getByLabel("Ce que ce prix comprend").fill("Deux séances d’une demi-journée, supports compris.")
  await form.getByLabel("Unité", { exact: true }).fill("séance")
  await form.getByLabel("Prix d’une unité").fill(prix)
  await form.getByLabel("Période").selectOption("unique")
  await form.getByLabel("TVA", { exact: true }).selectOption("S")
  await form.getByLabel("Taux de TVA").fill("20")
  await form.getByLabel("Valable jusqu’au").fill(day(30))
}

test("a service on quote: the operator gives its price, the élu refuses one and accepts the next", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(240_000)
  const { path } = await enterOwnPlace(context, "commune", ["secretaire", "elu"], { factor: true })
  const id = await ask(page, path)
  await expect(page.getByText("L’opérateur prépare un devis.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Approuver la dépense" })).toHaveCount(0)
  await expectAccessible(page)
  await expectReflow(page)

  const staff = await staffAt(browser, `/gestion/souscriptions/${id}`)
  await staff.getByRole("button", { name: "Envoyer le devis" }).click()
  await expect(staff.getByText("Dites ce que ce prix comprend : la collectivité le lira.").first()).toBeVisible()
  await expectAccessible(staff)
  await expectReflow(staff)
  await offer(staff, "450")
  await staff
    .getByLabel("Votre devis")
    .setInputFiles({ name: "devis.pdf", mimeType: "application/pdf", buffer: onePagePdf() })
  await staff.getByRole("button", { name: "Envoyer le devis" }).click()
  await expect(staff.getByRole("heading", { name: /^Devis n° 1/ })).toBeVisible()
  await expectAccessible(staff)

  await page.goto(`${path}/tableau-de-bord`)
  await page.getByRole("link", { name: /^Lire le devis/ }).click()
  await expect(page.getByText("2 séances, 450,00 € HT par séance, une seule fois")).toBeVisible()
  await expect(page.getByText(/900,00.€ HT, 180,00.€ de TVA, 1.080,00.€ TTC/)).toBeVisible()
  await expect(page.getByRole("link", { name: /^Lire le devis de l’opérateur/ })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("button", { name: "Refuser ce devis" }).click()
  await expect(page.getByText("Dites pourquoi : l'opérateur le lira.").first()).toBeVisible()
  await page.getByLabel("Un mot à l’opérateur").fill("Une séance suffit.")
  await page.getByRole("button", { name: "Refuser ce devis" }).click()
  await expect(page.getByText("L’opérateur prépare un devis.")).toBeVisible()

  await staff.reload()
  await expect(staff.getByText("Devis n° 1 refusé : Une séance suffit.", { exact: false })).toBeVisible()
  await offer(staff, "400")
  await staff.getByRole("form", { name: "Donner un devis" }).getByLabel("Quantité").fill("1")
  await staff.getByRole("button", { name: "Envoyer le devis" }).click()
  await expect(staff.getByRole("heading", { name: /^Devis n° 2/ })).toBeVisible()
  await page.reload()
  await page.getByRole("button", { name: "Accepter ce devis" }).click()
  await expect(page.getByText("à mettre en service", { exact: true })).toBeVisible()
  await expect(page.getByText("prix du devis accepté : il ne change pas.", { exact: false })).toBeVisible()
  await expectAccessible(page)
  await staff.context().close()
})

test("staff add an option to what runs by an amendment, which the member signs and sees", async ({
  page,
  context,
  browser,
}, { retry, parallelIndex }) => {
  test.setTimeout(240_000)
  const nom = `Archivage ${Date.now()} ${parallelIndex} ${retry}`
  const { path } = await enterOwnPlace(context, "commune", ["secretaire", "elu"], { factor: true })
  const owner = await connect("migration")
  const { rows } = await owner.query<{ id: string }>(
    `with option as (insert into service_option ("serviceId", nom, description, "prixUnitaire", unite, periodicite, "categorieTva", "tauxTva", rang)
       select id, $1, 'Réponses gardées dix ans.', 2.5, 'sondage', 'mois', 'S', 20, 50 from service where slug = 'sondage-en-ligne' returning "serviceId"),
     here as (select c.id, r."personneId" from collectivite c join rattachement r on r."collectiviteId" = c.id where c."publicId" = $2 limit 1),
     mandate as (insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
       select id, "personneId", 'Personne d''essai', 'Maire', current_date - 90, 'Élection', "personneId" from here)
     insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
       select here.id, option."serviceId", 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', here."personneId", current_date - 60
       from here, option returning id`,
    [nom, path.split("/").at(-1)],
  )
  await owner.end()
  const id = rows[0]?.id
  const staff = await staffAt(browser, `/gestion/souscriptions/${id}`)
  const form = staff.getByRole("form", { name: "Modifier par un avenant" })
  await form.getByLabel("À partir du").fill(day(0))
  await form.getByLabel("Motif").fill("Demande de la mairie")
  await form.getByRole("button", { name: "Établir l’avenant" }).click()
  await expect(staff.getByText("il n'y a rien à modifier", { exact: false }).first()).toBeVisible()
  await expectAccessible(staff)
  await expectReflow(staff)
  await form.getByLabel(nom).fill("4")
  await form.getByRole("button", { name: "Établir l’avenant" }).click()
  await staff.waitForURL(/\/gestion\/actes\/[0-9a-f-]{36}$/)
  const acte = idOf(staff)

  await expect(async () => {
    await page.goto(`${path}/actes/${acte}`)
    await expect(page.getByText("à signer", { exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 60_000 })
  await page.getByLabel("J’ai lu ce document").check()
  await page.getByRole("button", { name: "Signer au nom de la collectivité" }).click()
  await expect(page.getByText("à contresigner", { exact: true })).toBeVisible()
  const president = await browser.newContext({ baseURL: String(process.env.APP_URL), locale: "fr-FR" })
  await enterAs(president, "president", { factor: true })
  const desk = await president.newPage()
  await desk.goto(`/gestion/actes/${acte}`)
  await desk.getByLabel("J’ai lu ce document").check()
  await desk.getByRole("button", { name: "Signer au nom de l’opérateur" }).click()
  await expect(desk.getByText(/signé (et scellé|des deux parties)/).first()).toBeVisible()

  await page.goto(`${path}/souscriptions/${id}`)
  await expect(page.getByText(`ajoute « ${nom} »`, { exact: false })).toBeVisible()
  await expect(page.getByText(`${nom}, 4 sondages depuis le`, { exact: false })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await staff.goto(`/gestion/souscriptions/${id}`)
  await expect(staff.getByRole("checkbox", { name: new RegExp(nom) })).toBeVisible()
  await staff.context().close()
  await president.close()
})
