import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { joinPlace, putInService, toolsOrigin } from "@/tests/support/outils.ts"
import { enterAs, enterOwnPlace, type Place } from "@/tests/support/places.ts"

const TOOL = "parapheur-electronique"
const NOM = "Parapheur électronique"

test("a secrétaire names herself for a tool, opens it from the launcher and lands in it as herself, then somebody asks her for it", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  const place = await enterOwnPlace(context, "commune", ["secretaire"])
  await putInService(place, TOOL)
  const tool = `${place.path}/outils/${TOOL}`

  // Nobody is named: the tool is the collectivité's and not hers.
  await page.goto(`${place.path}/outils`)
  const others = page.getByRole("region", { name: "Ouverts pour la collectivité, sans accès pour vous" })
  await expect(others.getByRole("link", { name: `Donner un accès à ${NOM}` })).toBeVisible()
  await expectAccessible(page)
  await page.goto(`${tool}/ouvrir`)
  await page.waitForURL(/refus=droit-absent$/)
  await expect(
    page.getByText("Vous n'avez pas accès à cet outil : la suite de la page dit comment l'avoir."),
  ).toBeVisible()
  await expect(page.getByText("nommez-vous ci-dessous si vous en avez l’usage")).toBeVisible()

  const give = page.getByRole("form", { name: "Donner un accès" })
  await give.getByRole("button", { name: "Donner l’accès" }).click()
  await expect(give.getByText("Choisissez une personne.").first()).toBeVisible()
  await give.getByLabel("Personne de l’équipe").selectOption({ label: "Personne d'essai, Essai" })
  await give.getByLabel("Profil dans l’outil").selectOption("Gestionnaire")
  await give.getByRole("button", { name: "Donner l’accès" }).click()
  await expect(page.getByText(/Vous l’ouvrez comme « Gestionnaire »/)).toBeVisible()
  await expect(page.getByText("vous n’avez rien à saisir")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  // One click: no form of the tool, no form of the portal.
  await page.goto(`${place.path}/outils`)
  const mine = page.getByRole("region", { name: "Mes outils" })
  await expectAccessible(page)
  await mine.getByRole("link", { name: `Ouvrir ${NOM}` }).click()
  await page.waitForURL(`${toolsOrigin()}/${TOOL}/`)
  await expect(page.getByText(`Collectivité : ${place.nom}. Profil : Gestionnaire.`)).toBeVisible()
  await expect(page.getByText("Bonjour Personne d'essai")).toBeVisible()
  await page.getByRole("link", { name: "Revenir au portail" }).click()
  await page.waitForURL(/\/moi$/)

  // The tool asks again what the portal says of her: as long as the right holds.
  const account = () =>
    page.request.get(`${toolsOrigin()}/${TOOL}/compte`).then(async (one) => [one.status(), await one.json()])
  expect(await account()).toMatchObject([200, { profil: "Gestionnaire", collectivite: { nom: place.nom } }])

  // A colleague without the right asks, and is answered.
  const hers = await browser.newContext({ baseURL: process.env.APP_URL, locale: "fr-FR" })
  await joinPlace(hers, place, { nom: "Adjointe d'essai", role: "elu" })
  const other = await hers.newPage()
  await other.goto(`${place.path}/outils`)
  await other.getByRole("link", { name: `Demander l’accès à ${NOM}` }).click()
  await other.waitForURL(tool)
  await expect(other.getByRole("heading", { name: "Donner un accès" })).toHaveCount(0)
  await expectAccessible(other)
  await other.getByLabel("Pourquoi vous en avez besoin").fill("Signer les courriers")
  await other.getByRole("button", { name: "Demander l’accès" }).click()
  await expect(other.getByText(/votre secrétariat doit répondre\.$/)).toBeVisible()

  await page.goto(`${place.path}/outils`)
  const asked = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: NOM }) })
  await expectAccessible(page)
  await asked.getByRole("link", { name: /^Répondre à 1\sdemande d’accès$/ }).click()
  await page.waitForURL(tool)
  await expect(page.getByText(/^1\saccès donné sur 10 compris dans l’adhésion\.$/)).toBeVisible()
  const answer = page.getByRole("form", { name: "Répondre à Adjointe d'essai" })
  await expect(page.getByText("Signer les courriers")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await answer.getByLabel("Refuser").check()
  await answer.getByRole("button", { name: "Répondre" }).click()
  await expect(answer.getByText("Dites pourquoi vous refusez.").first()).toBeVisible()
  await answer.getByLabel("Donner l’accès").check()
  await answer.getByLabel("Profil dans l’outil").selectOption("Signataire")
  await answer.getByRole("button", { name: "Répondre" }).click()
  await expect(answer).toBeHidden()
  await other.goto(`${tool}/ouvrir`)
  await other.waitForURL(`${toolsOrigin()}/${TOOL}/`)
  await expect(other.getByText("Profil : Signataire.")).toBeVisible()

  // Taken away: the launcher shuts at once, and the tool is told.
  await page.getByRole("button", { name: "Retirer l’accès de Personne d'essai" }).click()
  await expect(page.getByText("nommez-vous ci-dessous si vous en avez l’usage")).toBeVisible()
  // Nothing is said of her any more, and her session there ends as soon as the tool has heard.
  expect((await account())[0]).toBeGreaterThanOrEqual(401)
  await expect.poll(account, { timeout: 30_000 }).toEqual([401, { error: "nobody" }])
  await page.goto(`${toolsOrigin()}/${TOOL}/connexion`)
  await page.waitForURL(/\/outils\/parapheur-electronique\?refus=droit-absent$/)
  await hers.close()
})

test("who has left the portal is asked to sign in, then lands in the tool where she was going", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const place = await enterOwnPlace(context, "commune", ["secretaire"])
  await putInService(place, TOOL)
  await page.goto(`${place.path}/outils/${TOOL}`)
  const give = page.getByRole("form", { name: "Donner un accès" })
  await give.getByLabel("Personne de l’équipe").selectOption({ index: 1 })
  await give.getByRole("button", { name: "Donner l’accès" }).click()
  await expect(page.getByText(/Vous l’ouvrez comme/)).toBeVisible()

  const kept = (await context.cookies()).filter(({ name }) => name.includes("session-token"))
  await context.clearCookies({ name: "next-auth.session-token" })
  await page.goto(`${place.path}/outils/${TOOL}/ouvrir`)
  await page.waitForURL(/\/connexion/)
  // From the tool itself: the question waits while she signs in.
  await page.goto(`${toolsOrigin()}/${TOOL}/connexion`)
  await page.waitForURL(/\/connexion\?retour=/)
  await expectAccessible(page)
  const retour = new URL(page.url()).searchParams.get("retour") ?? ""
  expect(retour).toMatch(/^\/api\/sso\/interaction\//)
  await context.addCookies(kept)
  await page.goto(retour)
  await page.waitForURL(`${toolsOrigin()}/${TOOL}/`)
  await expect(page.getByText(`Collectivité : ${place.nom}.`)).toBeVisible()
  // Answered once: the same question opens nothing more, and says the way back.
  await page.goto(retour)
  await page.waitForURL(/\/outil-en-erreur/)
  await expect(page.getByRole("link", { name: "Revenir à mes collectivités" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("who works for several collectivités chooses when she comes from the tool, never when she comes from the launcher", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  await enterAs(context, "secretaire.breteuil")
  await page.goto(`${toolsOrigin()}/${TOOL}/connexion`)
  await page.waitForURL(/\/moi\/outil\?/)
  await expect(page.getByRole("heading", { level: 1, name: "Pour quelle collectivité ?" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("link", { name: "Ouvrir pour Breteuil" }).click()
  await page.waitForURL(`${toolsOrigin()}/${TOOL}/`)
  await expect(page.getByText("Collectivité : Breteuil.")).toBeVisible()
})

test("a tool with accounts of its own opens by the same door, to those who are named for it", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const place = await enterOwnPlace(context, "epci", ["administrateur"])
  await putInService(place, "sondage-en-ligne")
  await page.goto(`${place.path}/outils/sondage-en-ligne`)
  const give = page.getByRole("form", { name: "Donner un accès" })
  await give.getByLabel("Personne de l’équipe").selectOption({ index: 1 })
  await give.getByRole("button", { name: "Donner l’accès" }).click()
  await expect(page.getByText("L’outil vous demandera l’identifiant et le mot de passe")).toBeVisible()
  await page.getByRole("link", { name: /^Ouvrir/ }).click()
  await page.waitForURL(`${toolsOrigin()}/sondage-en-ligne/`)
  await page.goto(`${place.path}/outils`)
  const card = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Outil de sondage en ligne" }) })
  await expect(card.getByText(/^Dernier usage le/)).toBeVisible()
})

async function nameHerself(page: Page, place: Place, slug: string): Promise<void> {
  await page.goto(`${place.path}/outils/${slug}`)
  const give = page.getByRole("form", { name: "Donner un accès" })
  await give.getByLabel("Personne de l’équipe").selectOption({ index: 1 })
  await give.getByRole("button", { name: "Donner l’accès" }).click()
  await expect(page.getByText(/Vous l’ouvrez comme/)).toBeVisible()
}

/** She is in the tool until it has heard from the worker. */
const expectOutOf = (page: Page, slug: string) =>
  expect(async () => {
    await page.goto(`${toolsOrigin()}/${slug}/`)
    await expect(page.getByText("Personne n'est connecté.")).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 30_000 })

test("who leaves the portal leaves the tool it opened, and is told which tools are hers to close", async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  const place = await enterOwnPlace(context, "commune", ["secretaire"])
  for (const slug of [TOOL, "sondage-en-ligne"]) {
    await putInService(place, slug)
    await nameHerself(page, place, slug)
    await page.goto(`${place.path}/outils/${slug}/ouvrir`)
    await page.waitForURL(`${toolsOrigin()}/${slug}/`)
  }
  await page.goto(`${toolsOrigin()}/${TOOL}/`)
  await expect(page.getByText("Bonjour Personne d'essai")).toBeVisible()

  await page.goto("/moi")
  await page.getByRole("button", { name: "Se déconnecter" }).click()
  await expect(page.getByText(`Votre session se ferme aussi dans ${NOM}.`)).toBeVisible()
  await expect(page.getByText("À fermer vous-même : Outil de sondage en ligne")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await expectOutOf(page, TOOL)
  await page.getByRole("link", { name: "Se connecter par le portail" }).click()
  await page.waitForURL(/\/connexion\?retour=/)
})

test("who leaves a tool by its own way is still on the portal, which says so and lets her leave both", async ({
  page,
  context,
}) => {
  test.setTimeout(180_000)
  const place = await enterOwnPlace(context, "commune", ["secretaire"])
  await putInService(place, TOOL)
  await nameHerself(page, place, TOOL)
  await page.goto(`${place.path}/outils/${TOOL}/ouvrir`)
  await page.waitForURL(`${toolsOrigin()}/${TOOL}/`)
  await page.getByRole("link", { name: "Se déconnecter de l'outil" }).click()
  await page.waitForURL(/\/outil-quitte\?outil=parapheur-electronique$/)
  await expect(page.getByRole("heading", { level: 1, name: `Vous avez quitté : ${NOM}` })).toBeVisible()
  await expect(page.getByText("Votre session du portail, elle, reste ouverte")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  await page.getByRole("button", { name: "Se déconnecter aussi du portail" }).click()
  await expect(page.getByRole("link", { name: "Ouvrir l’espace de ma collectivité" })).toBeVisible()
  await page.goto(`${place.path}/outils`)
  await page.waitForURL(/\/connexion/)
})

test("whose access is taken away is out of the tool, and still on the portal", async ({ page, context, browser }) => {
  test.setTimeout(180_000)
  const place = await enterOwnPlace(context, "commune", ["secretaire"])
  await putInService(place, TOOL)
  await nameHerself(page, place, TOOL)
  await page.goto(`${place.path}/outils/${TOOL}/ouvrir`)
  await page.waitForURL(`${toolsOrigin()}/${TOOL}/`)
  const hers = await browser.newContext({ baseURL: process.env.APP_URL, locale: "fr-FR" })
  await joinPlace(hers, place, { nom: "Collègue d'essai", role: "secretaire" })
  const other = await hers.newPage()
  await other.goto(`${place.path}/outils/${TOOL}`)
  await other.getByRole("button", { name: "Retirer l’accès de Personne d'essai" }).click()
  await expect(other.getByRole("button", { name: "Retirer l’accès de Personne d'essai" })).toHaveCount(0)
  await expectOutOf(page, TOOL)
  await page.goto(`${place.path}/outils`)
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  await hers.close()
})
