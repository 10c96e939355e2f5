import { expect, type Page, test } from "@playwright/test"
import { expectAccessible } from "../../support/accessible.ts"
import { answered } from "../../support/answered.ts"
import { codeOf, linkIn, signIn, waitForMail } from "../../support/portal.ts"

// Mails, several browsers and axe in one errand: long on a machine of two cores.
test.describe.configure({ timeout: 180_000 })

/** Someone new each time: factors and counted attempts are a person's own. */
async function newcomer(page: Page): Promise<string> {
  const since = new Date()
  const address = `agent.${crypto.randomUUID()}@demo.invalid`
  await page.goto("/connexion")
  await page.getByLabel("Votre adresse de courriel").fill(address)
  await page.getByRole("button", { name: "Recevoir un lien" }).click()
  await page.goto(linkIn(await waitForMail(page.context(), address, since, "Votre lien de connexion")))
  await page.getByRole("button", { name: "Me connecter" }).click()
  await expect(page).toHaveURL(/\/moi$/)
  return address
}

async function addTelephone(page: Page): Promise<string> {
  await page.goto("/moi/securite")
  await page.getByRole("button", { name: "Ajouter un code à usage unique" }).click()
  await expect(page.getByRole("heading", { name: "Ajouter un code à usage unique" })).toBeVisible()
  return ((await page.locator("code").textContent()) ?? "").replace(/\s/g, "")
}

async function type(page: Page, code: string, button: string): Promise<void> {
  await page.getByLabel("Le code que votre téléphone affiche").fill(code)
  await page.getByRole("button", { name: button }).click()
}

test("a telephone is added by its first right code", async ({ page }) => {
  await newcomer(page)
  await page.goto("/moi/securite")
  await expectAccessible(page)
  const secret = await addTelephone(page)
  await expectAccessible(page)
  await type(page, "000 00", "Ajouter ce téléphone")
  await expect(page.getByRole("alert").getByText("Le code compte six chiffres")).toBeVisible()

  const first = codeOf(secret)
  await type(page, first, "Ajouter ce téléphone")
  await expect(page).toHaveURL(/\/moi\/securite$/)
  await expect(page.getByText("Ajouté le")).toBeVisible()
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("the one-time code confirms, comes back where one was, and is refused the second time", async ({
    page,
    context,
  }) => {
    const address = await newcomer(page)
    const secret = await addTelephone(page)
    const first = codeOf(secret)
    await type(page, first, "Ajouter ce téléphone")
    await expect(page).toHaveURL(/\/moi\/securite$/)

    // A new session has proved nothing yet.
    await context.clearCookies()
    const since = new Date()
    await page.goto("/connexion")
    await page.getByLabel("Votre adresse de courriel").fill(address)
    await page.getByRole("button", { name: "Recevoir un lien" }).click()
    await page.goto(linkIn(await waitForMail(context, address, since, "Votre lien de connexion")))
    await page.getByRole("button", { name: "Me connecter" }).click()
    await page.waitForURL(/\/moi$/)
    await page.goto("/moi/securite")
    await expect(page.getByRole("button", { name: "Ajouter un code à usage unique" })).toHaveCount(0)

    await page.getByRole("link", { name: "Confirmer mon identité" }).click()
    await type(page, first, "Confirmer")
    await expect(page.getByRole("alert").getByText("a déjà servi")).toBeVisible()
    await type(page, codeOf(secret, 1), "Confirmer")
    await expect(page).toHaveURL(/\/moi\/securite$/)
    await expect(page.getByRole("button", { name: "Ajouter un code à usage unique" })).toBeVisible()
  })
})

test("a passkey is added, then confirms in another session", async ({ page, context }) => {
  const devtools = await context.newCDPSession(page)
  await devtools.send("WebAuthn.enable")
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  const address = await newcomer(page)
  await page.goto("/moi/securite")
  await page.getByRole("button", { name: "Ajouter une clé d’accès" }).click()
  await expect(page.getByRole("button", { name: "Retirer Clé d'accès" })).toBeVisible()

  await context.clearCookies()
  const since = new Date()
  await page.goto("/connexion")
  await page.getByLabel("Votre adresse de courriel").fill(address)
  await page.getByRole("button", { name: "Recevoir un lien" }).click()
  await page.goto(linkIn(await waitForMail(context, address, since, "Votre lien de connexion")))
  await page.getByRole("button", { name: "Me connecter" }).click()
  await page.waitForURL(/\/moi$/)
  await page.goto("/moi/confirmer?retour=/moi/securite")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Confirmer avec ma clé d’accès" }).click()
  await expect(page).toHaveURL(/\/moi\/securite$/)
  await page.getByRole("button", { name: "Retirer Clé d'accès" }).click()
  await expect(page.getByText("Vous n’avez pas encore de facteur personnel.")).toBeVisible()
})

test("guesses are limited", async ({ page }) => {
  await newcomer(page)
  await addTelephone(page)
  await type(page, "123456", "Ajouter ce téléphone")
  await expect(page.getByRole("alert").getByText("n'est pas le bon")).toBeVisible()
  // A field is emptied by the answer to the guess before: one typed too early is lost, and simply typed again.
  await expect(async () => {
    await type(page, "123456", "Ajouter ce téléphone")
    await expect(page.getByText("Trop d'essais en peu de temps")).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 90_000 })
})

test("a shared mailbox has no personal factor", async ({ page }) => {
  await signIn(page, "Boîte partagée de la mairie de Marbois")
  await page.goto("/moi/securite")
  await expect(page.getByText("Une boîte partagée n'a pas de facteur personnel")).toBeVisible()
  await expect(page.getByRole("button", { name: "Ajouter un code à usage unique" })).toHaveCount(0)
  await expectAccessible(page)
})

test("a session closed from another one ends at once", async ({ page, browser }) => {
  const address = await newcomer(page)
  const elsewhere = await browser.newContext()
  const other = await elsewhere.newPage()
  const since = new Date()
  await other.goto("/connexion")
  await other.getByLabel("Votre adresse de courriel").fill(address)
  await other.getByRole("button", { name: "Recevoir un lien" }).click()
  await other.goto(linkIn(await waitForMail(elsewhere, address, since, "Votre lien de connexion")))
  await other.getByRole("button", { name: "Me connecter" }).click()
  await expect(other).toHaveURL(/\/moi$/)

  await page.goto("/moi/securite")
  await answered(page, page.getByRole("button", { name: "Fermer toutes les autres sessions" }))
  await expect(page.getByText("celle-ci")).toHaveCount(1)
  await other.goto("/moi")
  await expect(other).toHaveURL(/\/connexion/)
  await elsewhere.close()
})

test("an identity of somebody else's account is not linked, and a shared computer links nothing by itself", async ({
  page,
}) => {
  const address = await newcomer(page)
  await page.goto("/moi/securite")
  await page.getByRole("button", { name: "Relier une identité ProConnect" }).click()
  await page.getByRole("button", { name: /^Support\s/ }).click()
  await expect(page.getByText("déjà reliée à un autre compte")).toBeVisible()
  await page.goto("/moi/securite")
  await expect(page.getByText(address).first()).toBeVisible()
  await expect(page.getByText("ProConnect, relié le")).toHaveCount(0)
})
