import { type BrowserContext, expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { waitForMail } from "../../support/portal.ts"
import { openSession } from "../../support/sessions.ts"
import { identite } from "../../support/statements.ts"

test.describe.configure({ timeout: 120_000 })

async function enter(context: BrowserContext, courriel: string, factor: boolean): Promise<void> {
  const [name = "", value = ""] = (await openSession(courriel, { factor })).split("=")
  await context.addCookies([{ name, value, url: String(process.env.APP_URL) }])
}

/** A deputy mayor of Marbois with a telephone, for this test alone. */
async function adjointe(): Promise<{ nom: string; courriel: string }> {
  const mark = crypto.randomUUID()
  const nom = `Adjointe ${mark.slice(0, 8)}`
  const courriel = `adjointe.${mark}@demo.invalid`
  await identite(
    `with p as (insert into personne (nom, courriel) values ($1, $2) returning id),
      f as (insert into facteur ("personneId", genre, nom, donnees, "confirmeLe")
        select id, 'totp', 'Code à usage unique', '{"secret":""}', now() from p)
     insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
     select c.id, p.id, 'elu', 'Adjointe', current_date, 'essai' from p, collectivite c where c."codeInsee" = '27157'`,
    nom,
    courriel,
  )
  return { nom, courriel }
}

test("the support resets a lost telephone: she says how she checked, the person is told and signed out", async ({
  page,
  context,
  browser,
}) => {
  const { nom, courriel } = await adjointe()
  const hers = await browser.newContext()
  await enter(hers, courriel, false)
  const herPage = await hers.newPage()
  await herPage.goto("/moi")
  await expect(herPage).toHaveURL(/\/moi$/)

  await enter(context, "support@demo.invalid", false)
  await page.goto("/gestion/collectivites?q=Marbois")
  await page.getByRole("link", { name: "Marbois", exact: true }).click()
  await page.getByRole("link", { name: nom }).click()
  await expect(page.getByRole("heading", { name: nom })).toBeVisible()
  await expect(page.getByRole("link", { name: "Confirmer que c’est moi" })).toBeVisible()
  await expectAccessible(page)
  const file = page.url()

  await context.clearCookies()
  await enter(context, "support@demo.invalid", true)
  await page.goto(file)
  await page.getByRole("button", { name: "Réinitialiser ses preuves personnelles" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Rien n’a été enregistré" })).toBeFocused()
  await expectAccessible(page)
  await expectReflow(page)

  const since = new Date()
  await page.getByLabel("Comment avez-vous vérifié").fill("Rappelée au numéro de la mairie.")
  await page.getByRole("button", { name: "Réinitialiser ses preuves personnelles" }).click()
  await expect(page.getByText("Elle n’en a pas.")).toBeVisible()
  await expectAccessible(page)

  const mail = await waitForMail(context, courriel, since)
  expect(mail.subject).toBe("Vos preuves personnelles ont été réinitialisées")
  await herPage.goto("/moi")
  await expect(herPage).toHaveURL(/\/connexion/)
  await hers.close()
})

test("a gestionnaire sees that there is a factor, and that it is not hers to reset", async ({ page, context }) => {
  const { nom } = await adjointe()
  await enter(context, "gestionnaire@demo.invalid", true)
  await page.goto("/gestion/collectivites?q=Marbois")
  await page.getByRole("link", { name: "Marbois", exact: true }).click()
  await page.getByRole("link", { name: nom }).click()
  await expect(page.getByText("Le support ou une personne administratrice peut les réinitialiser.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Réinitialiser" })).toHaveCount(0)
})
