import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { putInService } from "@/tests/support/outils.ts"
import { enterAs, enterOwnPlace } from "@/tests/support/places.ts"
import { signInAs } from "./staff.ts"

const TOOL = "sondage-en-ligne"

test("staff name a person in a collectivité's place, receive the provider's list, and see where the two sides differ", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(180_000)
  const theirs = await browser.newContext()
  const place = await enterOwnPlace(theirs, "syndicat", ["administrateur"])
  await theirs.close()
  await putInService(place, TOOL)
  const publicId = String(place.path.split("/").at(-1))
  await signInAs(context, "gestionnaire")
  await page.goto(`/gestion/outils/${TOOL}`)
  await page.getByRole("link", { name: "Accès", exact: true }).click()
  await page.waitForURL(`/gestion/outils/${TOOL}/acces`)
  await expectAccessible(page)
  await page.goto(`/gestion/outils/${TOOL}/acces/${publicId}`)
  await expect(page.getByText("Personne n’est encore nommé.")).toBeVisible()
  const give = page.getByRole("form", { name: "Donner un accès" })
  await give.getByLabel("Personne de l’équipe").selectOption({ index: 1 })
  await give.getByRole("button", { name: "Donner l’accès" }).click()
  await expect(page.getByRole("button", { name: "Retirer l’accès de Personne d'essai" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  await page.goto(`/gestion/outils/${TOOL}/acces`)
  const receive = page.getByRole("form", { name: "Recevoir une liste de comptes" })
  const send = async (text: string) => {
    await receive.getByLabel("Fichier CSV").setInputFiles({
      ...{ name: "comptes.csv", mimeType: "text/csv" },
      buffer: Buffer.from(text),
    })
    await receive.getByRole("button", { name: "Recevoir la liste" }).click()
  }
  await send("nom\nAnne\n")
  await expect(receive.getByText("Il manque des colonnes : collectivite, courriel.").first()).toBeVisible()
  await send(`collectivite;courriel;nom\n${publicId};inconnue@exemple.fr;Inconnue\nnulle-part;a@exemple.fr;Anne\n`)
  await page.getByText("1 ligne écartée").click()
  await expect(page.getByText(/^Ligne 3, collectivité inconnue/)).toBeVisible()
  const row = page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: place.nom, exact: true }) })
  await expect(row.getByRole("cell")).toHaveText(["1", "1", "1", "1"])
  await expectAccessible(page)
  await row.getByRole("link", { name: place.nom }).click()
  await expect(page.getByText("Inconnue (inconnue@exemple.fr)")).toBeVisible()
  await expectAccessible(page)
})

test("an administrator joins a tool to the portal once she has proved who she is, and gives its operator what it needs", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000)
  const path = "/gestion/outils/reservation-salles/raccordement"
  await signInAs(context, "gestionnaire")
  await page.goto(path)
  await expect(page.getByText("Seule une personne administratrice raccorde un outil.")).toBeVisible()
  await expectAccessible(page)

  await signInAs(context, "administrateur")
  await page.goto(path)
  await expect(page.getByText("Confirmez d’abord que c’est bien vous", { exact: true })).toBeVisible()
  await enterAs(context, "administrateur", { factor: true })
  await page.goto(path)
  const join = page.getByRole("form", { name: "Comment il s’ouvre" })
  await join.getByLabel(/^Connexion par le portail/).check()
  await join.getByLabel("Adresse où la connexion commence").fill("")
  await join.getByLabel("Adresses de retour", { exact: true }).fill("")
  await join.getByRole("button", { name: "Enregistrer le raccordement" }).click()
  await expect(join.getByText("Une connexion par le portail demande l'adresse").first()).toBeVisible()
  await join.getByLabel("Adresse où la connexion commence").fill("https://salles.exemple.fr/connexion")
  await join.getByLabel("Adresses de retour", { exact: true }).fill("https://salles.exemple.fr/retour")
  const told = join.getByLabel("Adresse où l’outil apprend qu’une personne est partie")
  await told.fill("https://salles.exemple.fr/deconnexion#fragment")
  await join.getByRole("button", { name: "Enregistrer le raccordement" }).click()
  await expect(join.getByText("Une adresse qui commence par https:// et sans #.").first()).toBeVisible()
  await told.fill("https://salles.exemple.fr/deconnexion")
  await join.getByRole("button", { name: "Enregistrer le raccordement" }).click()
  const given = page.getByRole("region", { name: "À donner à l’exploitant de l’outil" })
  const secret = given.locator("code")
  await expect(secret).toHaveText(/^[0-9a-f]{64}$/)
  await expectAccessible(page)
  await expectReflow(page)
  const before = String(await secret.textContent())
  await page.getByRole("button", { name: "Renouveler le secret" }).click()
  await expect(secret).not.toHaveText(before)
  await join.getByLabel(/^Comptes de l'outil/).check()
  await join.getByRole("button", { name: "Enregistrer le raccordement" }).click()
  await expect(given).toBeHidden()
})

test("a tool closed until further notice says why on its page, and its door does not open", async ({
  page,
  context,
  browser,
}) => {
  test.setTimeout(120_000)
  const slug = "messages-securises"
  const theirs = await browser.newContext({ baseURL: process.env.APP_URL, locale: "fr-FR" })
  const place = await enterOwnPlace(theirs, "commune", ["secretaire"])
  await putInService(place, slug)
  const member = await theirs.newPage()
  await member.goto(`${place.path}/outils/${slug}`)
  const give = member.getByRole("form", { name: "Donner un accès" })
  await give.getByLabel("Personne de l’équipe").selectOption({ index: 1 })
  await give.getByRole("button", { name: "Donner l’accès" }).click()
  await expect(member.getByText(/Vous l’ouvrez comme/)).toBeVisible()

  await signInAs(context, "gestionnaire")
  await page.goto(`/gestion/outils/${slug}`)
  const card = page.getByRole("form", { name: "La fiche de l’outil" })
  const save = async (closed: boolean, why: string) => {
    await card.getByLabel("Fermé jusqu’à nouvel ordre").setChecked(closed)
    await card.getByLabel("Perturbation du jour").fill(why)
    const answered = page.waitForResponse((one) => one.request().method() === "POST")
    await card.getByRole("button", { name: "Enregistrer la fiche" }).click()
    await answered
  }
  await save(true, "Attaque en cours.")
  await member.goto(`${place.path}/outils/${slug}/ouvrir`)
  await expect(member.getByText("Cet outil est fermé pour le moment. Attaque en cours.")).toBeVisible()
  await expect(member.getByRole("link", { name: /^Ouvrir/ })).toHaveCount(0)
  await expectAccessible(member)
  await save(false, "")
  await member.goto(`${place.path}/outils/${slug}/ouvrir`)
  await member.waitForURL(new RegExp(`/${slug}/$`))
  await theirs.close()
})
