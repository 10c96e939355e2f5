import { expect, type Page, test } from "@playwright/test"
import { stablePublicId } from "@/prisma/seed/ids.ts"
import { expectAccessible } from "@/tests/support/accessible.ts"
import { connect } from "@/tests/support/logins.ts"
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

test("a tool that stalls, then refuses, then hears that she left closes her session; meanwhile she may still be in it", async ({
  page,
  context,
}) => {
  await page.goto(`${PATH}/ouvrir`)
  await page.waitForURL(`${toolsOrigin()}/${TOOL}/`)
  await expect(page.getByText(/^Bonjour /)).toBeVisible()
  await failTools("stall")
  await page.goto("/moi")
  await page.getByRole("button", { name: "Se déconnecter" }).click()
  await expect(page.getByText("Votre session se ferme aussi dans Tiers de Télétransmission.")).toBeVisible()
  await expectAnswer("Pas de réponse à temps")
  await failTools("refuse")
  await tryNow()
  await expectAnswer("Code 400")
  await page.goto(`${toolsOrigin()}/${TOOL}/`)
  await expect(page.getByText(/^Bonjour /)).toBeVisible()

  // Left to the staff, who read it and have the tool told again.
  await sorties(`update module_sortie set "abandonneeLe" = now()`)
  await context.clearCookies()
  await enterAs(context, "gestionnaire")
  await page.goto("/gestion")
  await page
    .getByRole("listitem")
    .filter({ hasText: "des sessions sont peut-être restées ouvertes" })
    .getByRole("link", { name: "Voir les outils" })
    .click()
  await page.waitForURL(/\/gestion\/outils$/)
  await page.goto(`/gestion/outils/${TOOL}`)
  await expect(page.getByText(/Breteuil : déconnexion du portail.*Dernière réponse : Code 400\./)).toBeVisible()
  await expectAccessible(page)
  await failTools("none")
  await page.getByRole("button", { name: "Prévenir l’outil à nouveau" }).click()
  await expect(page.getByRole("heading", { name: "Déconnexions que l’outil n’a pas reçues" })).toHaveCount(0)
  await expect.poll(() => sorties("select count(*)::int as n from module_sortie")).toEqual([{ n: 0 }])
})

async function sorties(text: string): Promise<unknown[]> {
  const owner = await connect("migration")
  try {
    return (await owner.query(text)).rows
  } finally {
    await owner.end()
  }
}

const expectAnswer = (reponse: string) =>
  expect.poll(() => sorties("select distinct reponse from module_sortie"), { timeout: 30_000 }).toEqual([{ reponse }])

/** Not after the minutes it would wait. */
const tryNow = () => sorties(`update module_sortie set "prochainEssaiLe" = now()`)
