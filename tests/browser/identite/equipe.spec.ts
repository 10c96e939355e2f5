import { type Browser, expect, type Page, test } from "@playwright/test"
import { expectAccessible } from "../../support/accessible.ts"
import { linkIn, signIn, waitForMail } from "../../support/portal.ts"

// Mails, several browsers and axe in one errand: long on a machine of two cores.
test.describe.configure({ timeout: 180_000 })

async function openTeam(page: Page): Promise<string> {
  await signIn(page, "Secrétaire de mairie de Breteuil")
  const breteuil = await page.getByRole("link", { name: "Ouvrir Breteuil" }).getAttribute("href")
  await page.goto(`${breteuil}/equipe`)
  return page.url()
}

async function invite(page: Page, nom: string, courriel: string): Promise<void> {
  const form = page.getByRole("form", { name: "Inviter une personne" })
  await form.getByLabel("Nom", { exact: true }).fill(nom)
  await form.getByLabel("Adresse de courriel").fill(courriel)
  await form.getByLabel("Fonction").fill("Adjointe administrative")
  await form.getByLabel("Secrétariat").check()
  await form.getByRole("button", { name: "Envoyer l’invitation" }).click()
}

async function acceptAsNewcomer(browser: Browser, link: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: "fr-FR", javaScriptEnabled: false })).newPage()
  await page.goto(link)
  await page.getByRole("button", { name: "Continuer avec cette adresse" }).click()
  await page.getByRole("button", { name: "Me connecter" }).click()
  await page.getByRole("button", { name: "Rejoindre Breteuil" }).click()
  await expect(page).toHaveURL(/\/c\/\w+$/)
  return page
}

test("an administrator invites a colleague, who enters, then removes her: her open session loses Breteuil at once", async ({
  page,
  context,
  browser,
}) => {
  const since = new Date()
  const nom = `Remplaçante ${Date.now()}`
  const courriel = `remplacante.${Date.now()}@demo.invalid`
  const team = await openTeam(page)
  await expectAccessible(page)
  await invite(page, nom, courriel)
  await expect(page.getByText("L’invitation est partie")).toBeVisible()
  await page.reload()
  await expect(page.getByRole("region", { name: "Invitations en attente" }).getByText(nom).first()).toBeVisible()

  const link = linkIn(await waitForMail(context, courriel, since))
  await page.goto(link)
  await expectAccessible(page)
  const hers = await acceptAsNewcomer(browser, link)
  await hers.goto(team)
  await expect(hers.getByText(nom).first()).toBeVisible()
  await expect(hers.getByRole("form", { name: "Inviter une personne" })).toHaveCount(0)
  await hers.goto(link)
  await expect(hers.getByText("Cette invitation n’ouvre plus rien")).toBeVisible()

  await page.goto(team)
  await page.getByRole("link", { name: `Modifier ${nom}` }).click()
  await expectAccessible(page)
  await page.getByRole("button", { name: `Retirer ${nom}` }).click()
  await expect(page).toHaveURL(team)
  await expect(page.getByText(nom)).toHaveCount(0)

  const refused = await hers.goto(team)
  expect(refused?.status()).toBe(404)
  await hers.context().close()
})

test("a withdrawn invitation opens nothing, and the last administrator stays", async ({ page, context }) => {
  const since = new Date()
  const nom = `Stagiaire ${Date.now()}`
  const courriel = `stagiaire.${Date.now()}@demo.invalid`
  const team = await openTeam(page)
  await invite(page, nom, courriel)
  const link = linkIn(await waitForMail(context, courriel, since))
  await page.goto(team)
  await invite(page, nom, courriel)
  await expect(page.getByRole("alert").getByText("Une invitation attend déjà").first()).toBeVisible()
  await page.goto(team)
  await page.getByRole("button", { name: `Retirer l’invitation de ${nom}` }).click()
  await expect(page.getByText(nom)).toHaveCount(0)
  await page.goto(link)
  await expect(page.getByText("Cette invitation n’ouvre plus rien")).toBeVisible()

  await page.goto(team)
  await page
    .getByRole("link", { name: "Modifier Secrétaire de mairie de Breteuil, Administration de l'équipe" })
    .click()
  await page.getByRole("button", { name: "Retirer Secrétaire de mairie de Breteuil" }).click()
  await expect(page.getByText("C'est la dernière personne qui administre l'équipe")).toBeVisible()
})

test("a form with mistakes says each of them and keeps what was typed", async ({ page }) => {
  await openTeam(page)
  const form = page.getByRole("form", { name: "Inviter une personne" })
  await form.getByLabel("Nom", { exact: true }).fill("x".repeat(130))
  await form.getByLabel("Adresse de courriel").fill("<script>alert(1)</script>")
  await form.getByLabel("Fonction").fill("Adjointe\u202e")
  await form.getByRole("button", { name: "Envoyer l’invitation" }).click()
  for (const said of ["120 caractères au plus", "nom@exemple.fr", "caractères invisibles", "Choisissez un rôle"]) {
    await expect(form.getByRole("alert").getByText(said)).toBeVisible()
  }
  await expect(form.getByLabel("Adresse de courriel")).toHaveValue("<script>alert(1)</script>")
  await expectAccessible(page)
})

test("another collectivité's team is answered as an unknown one, and an élu does not manage", async ({ page }) => {
  await signIn(page, "Maire de Breteuil")
  await expect(page).toHaveURL(/\/c\/\w+\/tableau-de-bord$/)
  const mine = page.url().replace(/\/tableau-de-bord$/, "")
  await page.goto(`${mine}/equipe`)
  await expect(page.getByRole("heading", { name: "Équipe", level: 1 })).toBeVisible()
  await expect(page.getByRole("form", { name: "Inviter une personne" })).toHaveCount(0)
  expect((await page.goto("/c/inconnue999/equipe"))?.status()).toBe(404)
})

test("someone without a collectivité asks for one; staff open the door", async ({ page, browser }) => {
  await signIn(page, "Secrétaire de mairie, pas encore rattachée")
  await page.getByRole("link", { name: "Rejoindre ma collectivité" }).click()
  await page.getByRole("searchbox").or(page.getByLabel("Nom de la collectivité")).first().fill("evreux")
  await page.keyboard.press("Enter")
  await expect(page.getByLabel("Évreux", { exact: true })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Évreux", { exact: true }).check()
  await page.getByLabel("Secrétariat, services").check()
  await page.getByRole("button", { name: "Demander l’accès" }).click()
  await expect(page.getByRole("alert").getByText("Saisissez votre fonction").first()).toBeVisible()
  await expect(page.getByLabel("Évreux", { exact: true })).toBeChecked()
  await page.getByLabel("Votre fonction").fill("Secrétaire générale")
  await page.getByRole("button", { name: "Demander l’accès" }).click()
  await expect(page).toHaveURL(/\/moi\/rejoindre\/[0-9a-f-]{36}/)
  await expectAccessible(page)

  const staff = await (await browser.newContext({ locale: "fr-FR" })).newPage()
  await signIn(staff, "Support")
  await staff.goto("/gestion/rattachements")
  await expectAccessible(staff)
  const card = staff.getByRole("region", { name: /pas encore rattachée pour Évreux/ })
  await card.getByRole("button", { name: "Refuser" }).click()
  await expect(card.getByRole("alert").getByText("Dites pourquoi").first()).toBeVisible()
  await card.getByRole("button", { name: "Ouvrir l’accès" }).click()
  await expect(card).toHaveCount(0)
  await staff.context().close()

  await page.goto("/moi")
  await expect(page.getByRole("link", { name: "Ouvrir Évreux" })).toBeVisible()
})
