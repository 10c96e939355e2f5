import { expect, test } from "@playwright/test"
import { expectAccessible } from "../../support/accessible.ts"
import { linkIn, signIn, waitForMail } from "../../support/portal.ts"

// Mails, several browsers and axe in one errand: long on a machine of two cores.
test.describe.configure({ timeout: 180_000 })

test("a secrétaire of three communes signs in by ProConnect, sees them all, and leaves", async ({ page }) => {
  await page.goto("/connexion")
  await expectAccessible(page)
  await signIn(page, "Secrétaire de mairie de Breteuil")
  await expect(page).toHaveURL(/\/moi$/)
  for (const commune of ["Breteuil", "Marbois", "Mesnils-sur-Iton"]) {
    await expect(page.getByRole("link", { name: `Ouvrir ${commune}` })).toBeVisible()
  }
  await expectAccessible(page)

  await page.getByRole("button", { name: "Se déconnecter" }).click()
  await page.waitForURL((url) => !url.pathname.startsWith("/moi"))
  await page.goto("/moi")
  await expect(page).toHaveURL(/\/connexion/)
})

test("a person who gives up at ProConnect comes back with a way forward", async ({ page }) => {
  await page.goto("/connexion")
  await page.getByRole("button", { name: "S’identifier avec ProConnect" }).click()
  await page.getByRole("button", { name: "Abandonner" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Vous avez abandonné" })).toBeVisible()
  await expectAccessible(page)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("a link by mail opens a page whose button signs in, once", async ({ page, context }) => {
    const since = new Date()
    const address = "mairie.marbois@demo.invalid"
    await page.goto("/connexion")
    await page.getByLabel("Votre adresse de courriel").fill(` ${address.toUpperCase()} `)
    await page.getByRole("button", { name: "Recevoir un lien" }).click()
    await expect(page.getByRole("heading", { name: "Consultez votre courriel" })).toBeVisible()

    const link = linkIn(await waitForMail(context, address, since))
    await page.goto(link)
    await page.goto(link)
    await page.getByRole("button", { name: "Me connecter" }).click()
    await expect(page).toHaveURL(/\/c\/\w+/)

    await context.clearCookies()
    await page.goto(link)
    await page.getByRole("button", { name: "Me connecter" }).click()
    await expect(page.getByText("Ce lien a déjà servi ou a expiré")).toBeVisible()
  })

  test("ProConnect needs none either", async ({ page }) => {
    await signIn(page, "Maire de Breteuil")
    await expect(page).toHaveURL(/\/c\/\w+/)
  })
})

test("an unknown address gets the same words, and a mail that says what the link will do", async ({
  page,
  context,
}) => {
  const since = new Date()
  const address = `inconnue.${Date.now()}@demo.invalid`
  await page.goto("/connexion")
  await page.getByLabel("Votre adresse de courriel").fill(address)
  await page.getByRole("button", { name: "Recevoir un lien" }).click()
  await expect(page.getByRole("heading", { name: "Consultez votre courriel" })).toBeVisible()
  await expectAccessible(page)
  const mail = await waitForMail(context, address, since)
  expect(mail.subject).toBe("Votre lien de connexion")
  expect(mail.text).toContain("Vous n'avez pas encore de compte")
  await page.goto(linkIn(mail))
  await expectAccessible(page)
  await page.getByRole("button", { name: "Me connecter" }).click()
  await expect(page.getByText("Vous n’êtes encore rattaché à aucune collectivité.")).toBeVisible()
})

for (const [what, typed, said] of [
  ["nothing", "", "Saisissez une adresse"],
  ["no address", "mairie de Breteuil", "nom@exemple.fr"],
  ["a script", "<script>alert(1)</script>@exemple.fr", "nom@exemple.fr"],
  ["two addresses", "a@exemple.fr,b@exemple.fr", "nom@exemple.fr"],
  ["a hidden character", "mai\u200brie@exemple.fr", "caractères invisibles"],
  ["too much", `${"a".repeat(300)}@exemple.fr`, "254 caractères au plus"],
] as const) {
  test(`asked for a link with ${what}, keeps what was typed and says why`, async ({ page }) => {
    await page.goto("/connexion")
    const field = page.getByLabel("Votre adresse de courriel")
    await field.fill(typed)
    await page.getByRole("button", { name: "Recevoir un lien" }).click()
    await expect(page.getByRole("alert").getByText(said)).toBeVisible()
    await expect(field).toHaveAccessibleDescription(new RegExp(said))
    await expect(field).toHaveValue(typed)
  })
}

test("too many links for one address are refused, known or not", async ({ page }) => {
  const address = `insistante.${Date.now()}@demo.invalid`
  for (let time = 0; time < 6; time += 1) {
    await page.goto("/connexion")
    await page.getByLabel("Votre adresse de courriel").fill(address)
    await page.getByRole("button", { name: "Recevoir un lien" }).click()
    if (time < 5) await expect(page).toHaveURL(/courriel-envoye/)
  }
  await expect(page.getByText("Trop de demandes en peu de temps")).toBeVisible()
})

test("a way back given by the address never leaves the portal", async ({ page }) => {
  for (const retour of ["//example.org", "https://example.org", "/\\example.org", "javascript:alert(1)"]) {
    await page.goto(`/connexion?retour=${encodeURIComponent(retour)}`)
    await expect(page.locator('input[name="callbackUrl"]')).toHaveValue("/moi/arrivee")
  }
})
