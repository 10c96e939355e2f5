import { expect, type Page, test } from "@playwright/test"
import { isSiret } from "@/lib/collectivites/rules.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { enterAt } from "../../support/places.ts"
import { waitForMail } from "../../support/portal.ts"
import { agentLogin } from "../../support/statements.ts"

test.describe.configure({ timeout: 180_000 })

/** Nobody has completed anything yet, and nothing waits. */
test.beforeAll(async () => {
  const mesnils = `(select id from collectivite where "codeInsee" = '27198')`
  await agentLogin(
    `update fiche set siret = null, adresse = null, "courrielOfficiel" = null where "collectiviteId" = ${mesnils}`,
  )
  await agentLogin(
    `update changement_courriel set "abandonneLe" = now()
     where "collectiviteId" = ${mesnils} and "confirmeLe" is null and "abandonneLe" is null`,
  )
})

/** The first number of an establishment that INSEE's key accepts. */
function siretOf(siren: string): string {
  for (let nic = 10; nic < 1000; nic += 1) {
    const candidate = `${siren}${String(nic).padStart(5, "0")}`
    if (isSiret(candidate)) return candidate
  }
  throw new Error(`${siren}: no SIRET`)
}

const save = (page: Page) => page.getByRole("button", { name: "Enregistrer les coordonnées" }).click()

test("she completes what is missing from her home, and a new official mailbox waits for the old one's code", async ({
  page,
  context,
}) => {
  await enterAt(page, "Secrétaire de mairie de Breteuil")
  const home = String(await page.getByRole("link", { name: "Ouvrir Mesnils-sur-Iton" }).getAttribute("href"))
  await page.goto(home)
  await expect(page.getByText("Compléter vos coordonnées")).toBeVisible()
  await page.getByRole("link", { name: "Compléter", exact: true }).click()
  await expect(page.getByRole("heading", { name: "Coordonnées de Mesnils-sur-Iton" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const siren = /commencent par (\d{9})/.exec((await page.locator("form").textContent()) ?? "")?.[1] ?? ""

  const wrong = {
    SIRET: "12345678901234",
    "Adresse postale": "<script>alert(1)</script>",
    "Code postal": "2724",
    "Courriel officiel": "mairie",
    Téléphone: "zéro deux",
  }
  for (const [label, typed] of Object.entries(wrong)) await page.getByLabel(label).fill(typed)
  await save(page)
  await expect(page.getByRole("alert").filter({ hasText: "Rien n’a été enregistré" })).toBeFocused()
  for (const [label, typed] of Object.entries(wrong)) await expect(page.getByLabel(label)).toHaveValue(typed)
  await expectAccessible(page)

  const present = `mairie.mesnils.${Date.now()}@demo.invalid`
  const right = {
    SIRET: siretOf(siren),
    "Adresse postale": "1 place de la Mairie",
    "Code postal": "27240",
    Ville: "Mesnils-sur-Iton",
    "Courriel officiel": present,
    Téléphone: "02 32 00 00 00",
  }
  for (const [label, typed] of Object.entries(right)) await page.getByLabel(label).fill(typed)
  await save(page)
  await page.waitForURL(new RegExp(`${home}$`))
  await expect(page.getByText("Compléter vos coordonnées")).toHaveCount(0)

  const since = new Date()
  const next = `secretariat.mesnils.${Date.now()}@demo.invalid`
  await page.getByRole("link", { name: "Coordonnées" }).click()
  await page.getByRole("textbox", { name: /^Courriel officiel/ }).fill(next)
  await save(page)
  await expect(page.getByRole("heading", { name: "Un nouveau courriel officiel attend son code" })).toBeVisible()
  await expect(page.getByRole("textbox", { name: /^Courriel officiel/ })).toHaveValue(present)
  await expectAccessible(page)
  await page.goto(home)
  await page.getByRole("link", { name: "Saisir le code" }).click()

  const mail = await waitForMail(context, present, since)
  const code = /code : (\d{6})/.exec(mail.text)?.[1] ?? ""
  await page.getByLabel("Le code reçu").fill(code === "000000" ? "000001" : "000000")
  await page.getByRole("button", { name: "Confirmer le nouveau courriel" }).click()
  await expect(page.getByRole("alert").getByText("n'est pas le bon")).toBeVisible()
  await page.getByLabel("Le code reçu").fill(code)
  await page.getByRole("button", { name: "Confirmer le nouveau courriel" }).click()
  await expect(page.getByRole("textbox", { name: /^Courriel officiel/ })).toHaveValue(next)
  await expect(page.getByRole("heading", { name: "attend son code" })).toHaveCount(0)
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("a syndicat's administrator keeps a telephone number", async ({ page }) => {
    await enterAt(page, "Secrétaire du Syndicat d'eau n° 01")
    await page.getByRole("link", { name: "Coordonnées" }).first().click()
    await page.getByLabel("Téléphone").fill("02 32 11 22 33")
    await save(page)
    await expect(page.getByRole("heading", { name: "Ce qui vous attend" })).toBeVisible()
    await page.getByRole("link", { name: "Coordonnées" }).first().click()
    await expect(page.getByLabel("Téléphone")).toHaveValue("02 32 11 22 33")
  })
})

test("an élu reads them and does not change them", async ({ page }) => {
  await enterAt(page, "Maire de Breteuil")
  await page.getByRole("link", { name: "Coordonnées" }).first().click()
  await expect(page.getByRole("heading", { name: "Ce que l’opérateur connaît" })).toBeVisible()
  await expect(page.getByRole("button", { name: "Enregistrer les coordonnées" })).toHaveCount(0)
  await expectAccessible(page)
})
