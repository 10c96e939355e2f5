import { expect, test } from "@playwright/test"
import { identityProvider } from "../../support/portal.ts"

/** ProConnect fails for everybody at once: a project of its own, when no other test signs in (playwright.config.ts). */
const fail = (fault: string) =>
  fetch(`${identityProvider()}/controle`, { method: "POST", body: new URLSearchParams({ fault }) })

test.describe.configure({ mode: "serial" })
test.afterEach(() => fail("none"))

test("says so when it is down", async ({ page }) => {
  await page.goto("/connexion")
  await fail("break")
  await page.getByRole("button", { name: "S’identifier avec ProConnect" }).click()
  await expect(page.getByText("ProConnect ne répond pas")).toBeVisible()
})

test("says so when it does not answer", async ({ page }) => {
  await page.goto("/connexion")
  await fail("stall")
  await page.getByRole("button", { name: "S’identifier avec ProConnect" }).click()
  await expect(page.getByText("ProConnect ne répond pas")).toBeVisible({ timeout: 30_000 })
})

test("refuses an identity that nobody checked", async ({ page }) => {
  await page.goto("/connexion")
  await fail("weak")
  await page.getByRole("button", { name: "S’identifier avec ProConnect" }).click()
  await page.getByRole("button", { name: /^Maire de Marbois\s/ }).click()
  await expect(page.getByText("ne garantit pas assez votre identité")).toBeVisible()
  await page.goto("/moi")
  await expect(page).toHaveURL(/\/connexion/)
})
