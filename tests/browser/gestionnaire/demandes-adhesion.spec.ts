import { randomUUID } from "node:crypto"
import { expect, type Page, test } from "@playwright/test"
import { stablePublicId } from "../../../prisma/seed/ids.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { openSession } from "../../support/sessions.ts"

async function signIn(page: Page, courriel: string): Promise<void> {
  const [name = "", value = ""] = (await openSession(courriel)).split("=")
  await page.context().addCookies([{ name, value, url: String(process.env.APP_URL) }])
}

/** As a visitor does; the name tells this request from those of other tests. */
async function ask(page: Page, code: string): Promise<string> {
  const nom = `Essai ${randomUUID().slice(0, 8)}`
  await page.goto(`/simulateur?collectivite=${stablePublicId(code)}`)
  const form = page.getByRole("form", { name: "Demander à adhérer" })
  await form.getByLabel("Votre nom").fill(nom)
  await form.getByLabel("Votre fonction").fill("Maire")
  await form.getByLabel("Votre adresse de courriel").fill(`${randomUUID()}@demo.invalid`)
  await form.getByRole("button", { name: "Envoyer la demande" }).click()
  await expect(page.getByText("Votre demande est bien arrivée")).toBeVisible()
  return nom
}

async function open(page: Page, nom: string): Promise<void> {
  await page.goto("/gestion/adhesions")
  await page.getByRole("row").filter({ hasText: nom }).getByRole("link").click()
  await expect(page.getByText(nom)).toBeVisible()
}

test("takes a request up, accepts it, and finds the file that it opened: nobody is a member yet", async ({ page }) => {
  test.slow()
  const nom = await ask(page, "27006")
  await signIn(page, "gestionnaire@demo.invalid")
  await page.goto("/gestion/adhesions")
  await expectAccessible(page)
  await open(page, nom)
  await expectAccessible(page)
  await expectReflow(page)

  await page.getByRole("button", { name: "Prendre la demande en charge" }).click()
  await expect(page.getByText("En cours", { exact: true })).toBeVisible()

  const accept = page.getByRole("form", { name: "Accepter" })
  await accept.getByRole("button", { name: "Accepter et ouvrir le dossier" }).click()
  await expect(page.getByRole("heading", { level: 1, name: "Adhésion : Aizier" })).toBeVisible()
  await expect(page.getByText("en préparation", { exact: true }).first()).toBeVisible()
  await expectAccessible(page)
})

test("refuses with a reason only", async ({ page }) => {
  const nom = await ask(page, "27019")
  await signIn(page, "gestionnaire@demo.invalid")
  await open(page, nom)
  const refuse = page.getByRole("form", { name: "Refuser" })
  for (const [bad, said] of [
    ["<script>alert(1)</script>", "Ce texte ne peut pas contenir les signes < et >."],
    ["\u200b", "Écrivez pourquoi"],
  ] as const) {
    await refuse.getByLabel("Motif").fill(bad)
    await refuse.getByRole("button", { name: "Refuser la demande" }).click()
    await expect(refuse.getByText(said).first()).toBeVisible()
    await expect(refuse.getByLabel("Motif")).toHaveValue(bad)
  }
  await refuse.getByLabel("Motif").fill("Demande faite par erreur.")
  await refuse.getByRole("button", { name: "Refuser la demande" }).click()
  await expect(page.getByText("Demande faite par erreur.")).toBeVisible()
})

test("is told that a member asks, whom the simulator told nothing", async ({ page }) => {
  const nom = await ask(page, "27229")
  await signIn(page, "gestionnaire@demo.invalid")
  await open(page, nom)
  await expect(page.getByText("Cette collectivité est déjà adhérente")).toBeVisible()
  await expect(page.getByRole("form", { name: "Accepter" })).toHaveCount(0)
})

test("support reads a request and has nothing to decide", async ({ page }) => {
  const nom = await ask(page, "27027")
  await signIn(page, "support@demo.invalid")
  await open(page, nom)
  await expect(page.getByRole("form")).toHaveCount(0)
})

test("an unknown request is a page that does not exist", async ({ page }) => {
  await signIn(page, "gestionnaire@demo.invalid")
  for (const id of [randomUUID(), "..%2F", "1"]) {
    const response = await page.goto(`/gestion/adhesions/${id}`)
    expect(response?.status()).toBe(404)
  }
})
