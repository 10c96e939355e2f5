import { type Browser, expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { enterAs } from "@/tests/support/places.ts"
import { signInAs } from "./staff.ts"

const SERVICE = "transfert-fichiers"
/** After every version of the demonstration, and later at each try: a version follows the one before. */
const dayOfTry = (after: number): string => {
  const tenths = Math.floor((Date.now() % 86_400_000) / 10_000)
  return new Date(Date.UTC(2030, 0, 1 + tenths + after)).toISOString().slice(0, 10)
}

async function sayForWhom(page: Page, words: string) {
  await page.goto(`/gestion/catalogue/${SERVICE}/modifier`)
  await page.getByLabel("Pour qui").fill(words)
  await page.getByRole("button", { name: /^Enregistrer/ }).click()
  await expect(page).toHaveURL(new RegExp(`/gestion/catalogue/${SERVICE}$`))
}

async function publish(page: Page, libelle: string, depuis: string) {
  await page.goto("/gestion/catalogue/versions")
  await page.getByLabel("Nom de la version").fill(libelle)
  await page.getByLabel("Vaut à partir du").fill(depuis)
  await page.getByLabel("Ce qu’il faut en retenir").fill("Un service change de public.")
  await page.getByRole("button", { name: "Publier et figer cette version" }).click()
}

async function changementsFor(browser: Browser) {
  const context = await browser.newContext()
  await enterAs(context, "secretaire.breteuil")
  const page = await context.newPage()
  await page.goto("/moi")
  const href = await page.getByRole("link", { name: "Ouvrir Breteuil", exact: true }).getAttribute("href")
  await page.goto(`${href}/services/changements`)
  return page
}

test("a version of the catalogue is published, frozen, and compared with the next", async ({ page, context, browser }, {
  retry,
  parallelIndex,
}) => {
  test.setTimeout(240_000)
  const mark = `${Date.now()} ${parallelIndex} ${retry}`
  await signInAs(context, "gestionnaire")
  const before = `Essai ${mark}, premier public`
  await sayForWhom(page, before)
  await page.goto("/gestion/catalogue/versions")
  await expect(page.getByText(/services? qui change(nt)?\./)).toBeVisible()
  await expect(page.getByRole("insertion").filter({ hasText: before })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)

  // Said before the last one, nothing is frozen.
  await publish(page, `Version ${mark} A`, "2020-01-01")
  const refused = page.getByText(/La dernière version est en vigueur depuis le/).first()
  await expect(refused).toBeVisible()
  await expect(page.getByLabel("Nom de la version")).toHaveValue(`Version ${mark} A`)
  await page.getByLabel("Nom de la version").fill("")
  await page.getByRole("button", { name: "Publier et figer cette version" }).click()
  await expect(page.getByText("Donnez un nom à cette version").first()).toBeVisible()
  await expectAccessible(page)

  await publish(page, `Version ${mark} A`, dayOfTry(0))
  await expect(page.getByRole("heading", { level: 1, name: `Version ${mark} A` })).toBeVisible()
  await expect(page.getByRole("insertion").filter({ hasText: before })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const frozen = page.url()
  const empreinte = String(await page.locator("code").first().textContent())
  expect(empreinte).toMatch(/^[0-9a-f]{64}$/)
  await page.goto("/gestion/catalogue/versions")
  await expect(page.getByText("Rien n’a changé : il n’y a rien à publier.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Publier et figer cette version" })).toBeHidden()

  // The catalogue goes on; the version stays as it was.
  const after = `Essai ${mark}, second public`
  await sayForWhom(page, after)
  await page.goto(frozen)
  await expect(page.locator("code").first()).toHaveText(empreinte)
  await expect(page.getByText(after)).toBeHidden()
  await publish(page, `Version ${mark} B`, dayOfTry(1))
  await expect(page.getByRole("heading", { name: `Ce qui change depuis « Version ${mark} A »` })).toBeVisible()
  await expect(page.getByRole("deletion").filter({ hasText: before })).toBeVisible()
  await expect(page.getByRole("insertion").filter({ hasText: after })).toBeVisible()
  expect(await page.locator("code").first().textContent()).not.toBe(empreinte)
  const csv = await page.request.get(`${page.url()}/export`)
  expect(csv.ok()).toBe(true)
  expect(await csv.text()).toContain(after)

  // A mairie reads what changes for it, in the version of the day.
  const member = await changementsFor(browser)
  await expect(member.getByRole("heading", { name: "Ce qui change pour nous" })).toBeVisible()
  await expectAccessible(member)
  await expectReflow(member)
  await member.context().close()
})
