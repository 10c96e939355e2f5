import { expect, type Page, test } from "@playwright/test"
import { stablePublicId } from "@/prisma/seed/ids.ts"
import { expectAccessible } from "@/tests/support/accessible.ts"
import { failTools, toolsOrigin } from "@/tests/support/outils.ts"
import { enterAs } from "@/tests/support/places.ts"

/** The tools fail for everybody at once: a project of its own (playwright.config.ts). */
const TOOL = "tiers-teletransmission"
const PATH = `/c/${stablePublicId("27112")}/outils/${TOOL}`

test.describe.configure({ mode: "serial", timeout: 120_000 })
test.beforeEach(({ context }) => enterAs(context, "secretaire.breteuil"))
test.afterEach(() => failTools("none"))

async function expectMute(page: Page): Promise<void> {
  await page.goto(`${PATH}/ouvrir`)
  await page.waitForURL(/refus=outil-muet$/)
  await expect(page.getByText("Cet outil ne répond pas en ce moment")).toBeVisible()
  await expect(page.getByRole("link", { name: "Réessayer" })).toBeVisible()
  await expect(page.getByRole("link", { name: "Revenir aux outils" })).toBeVisible()
}

test("a tool that breaks keeps her on the portal, which says so with the way back and the way to try again", async ({
  page,
}) => {
  await failTools("break")
  await expectMute(page)
  await expectAccessible(page)
  await failTools("none")
  await page.getByRole("link", { name: "Réessayer" }).click()
  await page.waitForURL(`${toolsOrigin()}/${TOOL}/`)
})

test("a tool that does not answer does not hold her for long", async ({ page }) => {
  await failTools("stall")
  const begun = Date.now()
  await expectMute(page)
  expect(Date.now() - begun).toBeLessThan(15_000)
})

test("a tool that refuses her all the same says so itself, with the way back to the portal", async ({ page }) => {
  await failTools("refuse")
  await page.goto(`${PATH}/ouvrir`)
  await page.waitForURL(new RegExp(`^${toolsOrigin()}/${TOOL}/retour`))
  await expect(page.getByRole("heading", { name: "Accès refusé par l'outil" })).toBeVisible()
  await page.getByRole("link", { name: "Revenir au portail" }).click()
  await page.waitForURL(/\/moi$/)
})

test("a tool that would send her answer to an address nobody registered is refused, and she has the way back", async ({
  page,
}) => {
  await failTools("stranger")
  await page.goto(`${PATH}/ouvrir`)
  await page.waitForURL(/\/outil-en-erreur\?/)
  await expect(page.getByText("une adresse que l’opérateur n’a pas enregistrée")).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Revenir à mes collectivités" }).click()
  await page.waitForURL(/\/moi$/)
})
