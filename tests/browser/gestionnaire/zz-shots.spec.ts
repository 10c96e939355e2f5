import { test } from "@playwright/test"
import { connect } from "@/tests/support/logins.ts"
import { enterAs } from "@/tests/support/places.ts"

test("shots", async ({ browser }) => {
  test.setTimeout(1_500_000)
  const owner = process.env.SHOT_SQL ? null : null
  void owner
  void connect
  const base = process.env.APP_URL
  const go = async (who: string, pages: [string, string][], width: number, scheme: "light" | "dark") => {
    const context = await browser.newContext({
      baseURL: base,
      locale: "fr-FR",
      viewport: { width, height: 900 },
      colorScheme: scheme,
    })
    await enterAs(context, who)
    const page = await context.newPage()
    page.setDefaultTimeout(240_000)
    for (const [name, path] of pages) {
      if (path.startsWith("click:"))
        await page.goto(String(await page.locator(path.slice(6)).first().getAttribute("href")))
      else await page.goto(path)
      await page.waitForTimeout(800)
      await page.screenshot({ path: `/tmp/f1-shots/${name}-${width}-${scheme}.png`, fullPage: true })
    }
    await context.close()
  }
  const staff: [string, string][] = [
    ["reglements", "/gestion/reglements"],
    ["recu", "click:tbody th a"],
    ["recu-cherche", "/gestion/reglements"],
    ["ambigu", "click:tbody tr:has-text('REGIE') th a"],
    ["imports", "/gestion/reglements/imports"],
    ["import", "click:tbody th a"],
    ["soldes", "/gestion/reglements/soldes"],
    ["compte", "click:tbody th a"],
    ["relances", "/gestion/reglements/relances"],
    ["titre-relance", "click:tbody th a"],
    ["questions", "/gestion/reglements/questions"],
    ["titre-question", "click:tbody th a"],
    ["reglages", "/gestion/reglages/reglements"],
  ]
  await go("gestionnaire", staff.slice(0, -1), 1280, "light")
  await go("administrateur", staff.slice(-1), 1280, "light")
  const member: [string, string][] = [
    ["accueil", "/moi"],
    ["m-accueil", "click:a[href^='/c/']"],
    ["m-titres", "click:a:has-text('Titres à payer')"],
    ["m-titre", "click:tbody th a"],
    ["m-titres2", "click:a:has-text('Titres à payer')"],
    ["m-compte", "click:a:has-text('Extrait de compte')"],
  ]
  await go("secretaire.breteuil", member, 1280, "light")
  await go("secretaire.breteuil", member, 375, "light")
  await go("gestionnaire", [staff[0], staff[1], staff[9]] as [string, string][], 1280, "dark")
})
