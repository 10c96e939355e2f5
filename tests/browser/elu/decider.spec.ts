import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { openSession } from "../../support/sessions.ts"

/** The élu's session with her personal factor already given: how it is given is tested with identity. */
async function enter(context: BrowserContext, page: Page, key: string, options: { factor?: boolean } = {}) {
  const [name = "", value = ""] = (await openSession(`${key}@demo.invalid`, options)).split("=")
  await context.clearCookies()
  await context.addCookies([{ name, value, url: String(process.env.APP_URL) }])
  await page.goto("/moi")
  return String(
    await page
      .getByRole("link", { name: /^Ouvrir / })
      .first()
      .getAttribute("href"),
  )
}

async function ask(page: Page, path: string, posts: string): Promise<string> {
  await page.goto(`${path}/services/pack-cyber/souscrire`)
  await page.getByLabel("Combien de postes").fill(posts)
  await page.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(page).toHaveURL(/\/souscriptions\/[0-9a-f-]{36}$/)
  return page.url()
}

test("the élu of an EPCI sees the situation of its communes", async ({ page, context }) => {
  test.setTimeout(150_000)
  const path = await enter(context, page, "president.interco", { factor: true })
  await page.goto(`${path}/tableau-de-bord`)
  await expect(page.getByRole("heading", { name: /la situation en une minute/ })).toBeVisible()
  await expect(page.getByText("services compris sont utilisés")).toBeVisible()
  await expect(page.getByRole("heading", { name: "Ce que vos communes utilisent" })).toBeVisible()
  await page.getByText("Voir le tableau").click()
  await expect(page.getByRole("rowheader", { name: "Adhésion" })).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
})

test("the élue of a syndicat decides: a refusal wants a reason, an approval is one act", async ({ page, context }) => {
  test.setTimeout(150_000)
  const path = await enter(context, page, "president.syndicat", { factor: true })
  await page.goto(`${path}/tableau-de-bord`)
  await expect(page.getByText("un syndicat n’a pas de population propre")).toBeVisible()
  await expectAccessible(page)
  await page
    .getByRole("link", { name: /Lire ou refuser/ })
    .first()
    .click()
  await page.getByRole("button", { name: "Refuser" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "Dites pourquoi" })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel("Un mot à la personne").fill("À revoir au prochain budget.")
  await page.getByRole("button", { name: "Refuser" }).click()
  await expect(page.getByText("refusée", { exact: true })).toBeVisible()
  await expect(page.getByText("À revoir au prochain budget.")).toBeVisible()

  await ask(page, path, "2")
  await page.goto(`${path}/tableau-de-bord`)
  await page.getByRole("button", { name: /Approuver la dépense/ }).click()
  await expect(page.getByText("à mettre en service", { exact: true })).toBeVisible()
  await expect(page.getByText("Approuvée", { exact: true })).toBeVisible()
})

test("without the personal factor the page asks for it, and nothing is approved", async ({ page, context }) => {
  const path = await enter(context, page, "maire.marbois")
  await page.goto(`${path}/tableau-de-bord`)
  await expect(page.getByRole("button", { name: /Approuver/ })).toHaveCount(0)
  await page
    .getByRole("link", { name: /^Décider/ })
    .first()
    .click()
  await expect(page.getByRole("link", { name: "Confirmer que c’est moi" })).toBeVisible()
  await expectAccessible(page)
})

test("staff put in service what was approved", async ({ page, context }) => {
  test.setTimeout(120_000)
  const [name = "", value = ""] = (await openSession("gestionnaire@demo.invalid")).split("=")
  await context.addCookies([{ name, value, url: String(process.env.APP_URL) }])
  await page.goto("/gestion/souscriptions?etat=approuvee")
  await expectAccessible(page)
  await page.getByRole("row").nth(1).getByRole("link").click()
  await expectAccessible(page)
  await page.getByLabel("En service depuis le").fill("2020-01-01")
  await page.getByRole("button", { name: "Mettre en service" }).click()
  await expect(page.getByText("La date ne peut pas précéder la demande").first()).toBeVisible()
  await page.getByLabel("En service depuis le").fill(new Date().toISOString().slice(0, 10))
  await page.getByRole("button", { name: "Mettre en service" }).click()
  await expect(page.getByText("en service", { exact: true })).toBeVisible()
})
