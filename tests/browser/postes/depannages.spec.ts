import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { connect } from "@/tests/support/logins.ts"
import { enterAs, enterWith } from "@/tests/support/places.ts"
import { openSession } from "@/tests/support/sessions.ts"

/** Somebody new in the team of a commune whose posts are in service. */
async function enterParc(): Promise<{ path: string; cookie: string }> {
  const courriel = `depannage.${crypto.randomUUID()}@demo.invalid`
  const owner = await connect("migration")
  try {
    const { rows } = await owner.query<{ id: string; publicId: string }>(
      `select c.id, c."publicId" from collectivite c join souscription s on s."collectiviteId" = c.id and s.etat = 'en_service'
       join service v on v.id = s."serviceId" and v."parPoste"
       where exists (select from poste p where p."collectiviteId" = c.id and p."souscriptionId" = s.id and p."retireLe" is null)
       order by c."nomPlie" desc limit 1`,
    )
    await owner.query(
      `with nouvelle as (insert into personne (nom, courriel) values ('Personne d''essai', $1) returning id)
       insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
       select $2, nouvelle.id, 'secretaire', 'Essai', '2026-01-01', 'essai' from nouvelle`,
      [courriel, rows[0]?.id],
    )
    return { path: `/c/${rows[0]?.publicId}`, cookie: await openSession(courriel) }
  } finally {
    await owner.end()
  }
}

test("a repair goes to the provider, comes back with its ticket, and is closed by the staff", async ({
  page,
  context,
  browser,
}, { retry, parallelIndex }) => {
  test.setTimeout(180_000)
  const objet = `L'écran reste noir ${Date.now()} ${parallelIndex} ${retry}`
  const { path, cookie } = await enterParc()
  await enterWith(context, cookie)
  await page.goto(`${path}/incident`)
  await page.getByRole("link", { name: "Sans urgence : demander un dépannage" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Dépannages" })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Demander un dépannage" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Demander un dépannage" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByLabel("Ce qui ne marche pas").fill(objet)
  await page.getByLabel("À quel numéro").fill("plus tard")
  await page.getByRole("button", { name: "Envoyer au prestataire" }).click()
  await expect(page.getByText("Indiquez un numéro de téléphone").first()).toBeVisible()
  await page.getByLabel("À quel numéro").fill("02 32 00 00 00")
  await page.getByRole("button", { name: "Envoyer au prestataire" }).click()
  const item = page.getByRole("listitem").filter({ hasText: objet })
  await expect(item).toBeVisible()
  // The worker hands it over: the page is read again until the provider has answered.
  await expect(async () => {
    await page.reload()
    await expect(item.getByText(/Ticket SAV-\d+ chez le prestataire/)).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await expectAccessible(page)
  await expectReflow(page)

  const desk = await browser.newContext()
  await enterAs(desk, "gestionnaire")
  const staff = await desk.newPage()
  await staff.goto("/gestion/postes/depannages")
  await expect(staff.getByRole("heading", { level: 1, name: "Dépannages" })).toBeVisible()
  await expectAccessible(staff)
  await expectReflow(staff)
  const links = staff.getByRole("table").getByRole("link")
  for (const href of await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))) {
    await staff.goto(String(href))
    await expect(staff.getByRole("heading", { level: 1 })).toBeVisible()
    if ((await staff.getByText(objet).count()) > 0) break
  }
  await expect(staff.getByText(objet)).toBeVisible()
  await expectAccessible(staff)
  await staff.getByLabel("Comment cela s’est résolu").fill("Câble rebranché.")
  await staff.getByRole("button", { name: "Clore le dépannage" }).click()
  await expect(staff).toHaveURL(/\/gestion\/postes\/depannages$/)
  await page.reload()
  await expect(item).toContainText("Câble rebranché.")
  await desk.close()
})
