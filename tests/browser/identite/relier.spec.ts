import { expect, type Page, test } from "@playwright/test"
import { expectAccessible } from "../../support/accessible.ts"
import { linkIn, signIn, waitForMail } from "../../support/portal.ts"
import { identite } from "../../support/statements.ts"

// Mails, ProConnect and axe in one errand: long on a machine of two cores.
test.describe.configure({ timeout: 180_000, mode: "serial" })

const LABEL = "Chargé de mission"
const ADDRESS = "charge.mission@demo.invalid"

const linked = async (address = ADDRESS): Promise<number> =>
  (
    await identite(
      `select 1 from identite i join personne p on p.id = i."personneId" where p.courriel = $1 and i.fournisseur = 'proconnect'`,
      address,
    )
  ).length

/** An account that so far knows only its mailbox. */
test.beforeAll(() =>
  identite(
    `delete from identite where fournisseur = 'proconnect' and "personneId" = (select id from personne where courriel = $1)`,
    ADDRESS,
  ),
)

async function enterByMail(page: Page, address: string): Promise<void> {
  const since = new Date()
  await page.goto("/connexion")
  await page.getByLabel("Votre adresse de courriel").fill(address)
  await page.getByRole("button", { name: "Recevoir un lien" }).click()
  await page.goto(linkIn(await waitForMail(page.context(), address, since)))
  await page.getByRole("button", { name: "Me connecter" }).click()
  await expect(page).not.toHaveURL(/connexion/)
}

async function chooseAtProConnect(page: Page): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^${LABEL}\\s`) }).click()
  await page.waitForURL((url) => url.href.startsWith(String(process.env.APP_URL)))
}

test("the same address at ProConnect opens no existing account by itself, and the page says what to do", async ({
  page,
}) => {
  await signIn(page, LABEL)
  await expect(page.getByText("Un compte existe déjà avec cette adresse")).toBeVisible()
  await expect(page.getByText("Mon compte")).toBeVisible()
  await expectAccessible(page)
  await page.goto("/moi")
  await expect(page).toHaveURL(/\/connexion/)
  expect(await linked()).toBe(0)
})

test("somebody else's ProConnect on a computer left open is linked to nobody", async ({ page, context }) => {
  const left = `partie.${crypto.randomUUID()}@demo.invalid`
  await page.goto("/connexion")
  const other = await context.newPage()
  await enterByMail(other, left)
  await page.getByRole("button", { name: "S’identifier avec ProConnect" }).click()
  await chooseAtProConnect(page)
  expect(await linked(left)).toBe(0)
  expect(await linked()).toBe(0)
})

test("whoever entered by mail links her ProConnect identity, and enters with it from then on", async ({
  page,
  context,
}) => {
  await enterByMail(page, ADDRESS)
  await page.goto("/moi/securite")
  await expect(page.getByText("ProConnect, relié le")).toHaveCount(0)
  await page.getByRole("button", { name: "Relier une identité ProConnect" }).click()
  await chooseAtProConnect(page)
  await expect(page).toHaveURL(/\/moi\/securite$/)
  await expect(page.getByText("ProConnect, relié le")).toBeVisible()
  await expectAccessible(page)
  expect(await linked()).toBe(1)

  await context.clearCookies()
  await signIn(page, LABEL)
  await expect(page).toHaveURL(/\/gestion$/)
})
