import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { connect } from "../../support/logins.ts"
import { enterAs, enterOwnPlace } from "../../support/places.ts"

/** A service in service for this member, with an option of this test alone. */
async function running(path: string, nom: string): Promise<string> {
  const owner = await connect("migration")
  const { rows } = await owner.query<{ id: string }>(
    `with option as (insert into service_option ("serviceId", nom, description, "prixUnitaire", unite, periodicite, "categorieTva", "tauxTva", rang)
       select id, $1, 'Réponses gardées dix ans.', 2.5, 'sondage', 'mois', 'S', 20, 60 from service where slug = 'sondage-en-ligne' returning "serviceId"),
     here as (select c.id, r."personneId" from collectivite c join rattachement r on r."collectiviteId" = c.id where c."publicId" = $2 limit 1)
     insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe")
       select here.id, option."serviceId", 'en_service', 1, current_date, 'Mairie', 'mairie@demo.invalid', here."personneId", current_date - 60
       from here, option returning id`,
    [nom, path.split("/").at(-1)],
  )
  await owner.end()
  return rows[0]?.id ?? ""
}

async function ask(page: Page, nom: string): Promise<void> {
  await page.getByRole("link", { name: "Demander un changement" }).click()
  await page.waitForURL(/\/avenant$/)
  // By the keyboard: what a person types may move what is below, what comes by itself may not.
  await page.getByLabel(nom).pressSequentially("4")
  await page.getByLabel("Pourquoi ce changement").fill("Une enquête chaque mois")
  await page.getByRole("button", { name: "Envoyer la demande" }).click()
  await page.waitForURL(/\/souscriptions\/[0-9a-f-]{36}$/)
  await expect(page.getByRole("heading", { name: /^Changement demandé le/ }).first()).toBeVisible()
}

test("a member asks for a change: its cost is shown, the élu approves, the operator refuses one and draws up the next", async ({
  page,
  context,
  browser,
}, { retry, parallelIndex }) => {
  test.setTimeout(240_000)
  const nom = `Archivage ${Date.now()} ${parallelIndex} ${retry}`
  const { path } = await enterOwnPlace(context, "commune", ["secretaire", "elu"], { factor: true })
  const id = await running(path, nom)
  await page.goto(`${path}/souscriptions/${id}/avenant`)
  await page.getByRole("button", { name: "Envoyer la demande" }).click()
  await expect(page.getByText("Dites pourquoi cela change.").first()).toBeVisible()
  await page.getByLabel(nom).pressSequentially("4")
  const cost = page.getByRole("region", { name: "Ce que cela coûtera" })
  await expect(cost.getByText(/144,00.€/)).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.goto(`${path}/souscriptions/${id}`)
  await ask(page, nom)
  await expect(page.getByText(/120,00.€ HT par an/).first()).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.goto(`${path}/tableau-de-bord`)
  await page.getByRole("link", { name: /^Lire la demande/ }).click()
  await page.getByRole("button", { name: "Approuver le changement" }).click()
  await expect(page.getByText("L’opérateur établit l’avenant, ou vous dit pourquoi", { exact: false })).toBeVisible()

  const desk = await browser.newContext({ baseURL: String(process.env.APP_URL), locale: "fr-FR" })
  await enterAs(desk, "gestionnaire", { factor: true })
  const staff = await desk.newPage()
  await staff.goto("/gestion/souscriptions?attend=avenant")
  await expectAccessible(staff)
  await expectReflow(staff)
  await staff.goto(`/gestion/souscriptions/${id}`)
  await expect(staff.getByRole("form", { name: "Modifier par un avenant" }).getByLabel(nom)).toHaveValue("4")
  await expectAccessible(staff)
  await expectReflow(staff)
  await staff.getByLabel("Pourquoi ce changement est refusé").fill("Le prestataire ferme cette option.")
  await staff.getByRole("button", { name: "Refuser ce changement" }).click()
  await expect(staff.getByText("refusée", { exact: true })).toBeVisible()

  await page.reload()
  await expect(page.getByText("Le prestataire ferme cette option.", { exact: true })).toBeVisible()
  await ask(page, nom)
  await page.getByRole("button", { name: "Approuver le changement" }).click()
  await expect(page.getByText("L’opérateur établit l’avenant, ou vous dit pourquoi", { exact: false })).toBeVisible()
  await staff.reload()
  await staff.getByRole("button", { name: "Établir l’avenant" }).click()
  await staff.waitForURL(/\/gestion\/actes\/[0-9a-f-]{36}$/)
  await page.reload()
  await expect(page.getByRole("link", { name: "Lire l’avenant établi" })).toBeVisible()
  await expectAccessible(page)
  await desk.close()
})
