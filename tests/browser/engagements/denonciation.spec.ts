import { expect, test } from "@playwright/test"
import { addMonths, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { connect } from "@/tests/support/logins.ts"
import { enterAs, enterOwnPlace } from "@/tests/support/places.ts"

/** A service that that runs since last year, whose convention ends in three months and renews itself unless refused two months before. */
async function running(path: string): Promise<string> {
  const owner = await connect("migration")
  try {
    const { rows } = await owner.query<{ id: string }>(
      `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId",
         "enServiceLe", terme, reconduction, "preavisMois", "dureeMois")
       select c.id, v.id, 'en_service', 1, current_date - 300, 'Mairie', 'mairie@demo.invalid', p.id, current_date - 300, $2, 'tacite', 2, 12
       from collectivite c, service v, personne p
       where c."publicId" = $1 and v.slug = 'sondage-en-ligne' and p.courriel = 'gestionnaire@demo.invalid' returning id`,
      [path.replace("/c/", ""), addMonths(today(), 3)],
    )
    return rows[0]?.id ?? ""
  } finally {
    await owner.end()
  }
}

test("an élue does not renew a convention, thinks better of it, then the operator says no and both read it", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000)
  const { path } = await enterOwnPlace(page.context(), "commune", ["elu"], { factor: true })
  const id = await running(path)
  await page.goto(`${path}/souscriptions/${id}`)
  const le = formatDay(addMonths(today(), 3))
  await expect(page.getByText(`La convention prend fin le ${le}`)).toBeVisible()
  await expect(page.getByText(/Sans dénonciation au plus tard le/).first()).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByText("Ne pas renouveler la convention").click()
  await page.getByRole("button", { name: "Dénoncer la convention" }).click()
  await expect(page.getByText("Dites pourquoi : l'autre partie le lira.").first()).toBeVisible()
  await page.getByLabel("Pourquoi elle n’est pas renouvelée").fill("Un autre outil nous suffit.")
  await page.getByRole("button", { name: "Dénoncer la convention" }).click()
  await expect(page.getByText(/Dénoncée par la collectivité/).first()).toBeVisible()
  await expect(page.getByText(/Un autre outil nous suffit/).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Retirer la dénonciation" }).click()
  await expect(page.getByText("Dénonciation de la convention retirée")).toBeVisible()
  await expect(page.getByText(/Sans dénonciation au plus tard le/).first()).toBeVisible()

  const desk = await browser.newContext()
  try {
    await enterAs(desk, "gestionnaire", { factor: true })
    const theirs = await desk.newPage()
    await theirs.goto(`/gestion/souscriptions/${id}`)
    await theirs.getByText("Ne pas renouveler la convention").click()
    await theirs.getByLabel("Pourquoi elle n’est pas renouvelée").fill("Le service ferme.")
    await theirs.getByRole("button", { name: "Dénoncer la convention" }).click()
    await expect(theirs.getByText(/Dénoncée par l’opérateur/).first()).toBeVisible()
    await expectAccessible(theirs)
  } finally {
    await desk.close()
  }
  await page.reload()
  await expect(page.getByText(/Dénoncée par l’opérateur/).first()).toBeVisible()
  await expect(page.getByRole("button", { name: "Retirer la dénonciation" })).toBeHidden()
})
