import { test } from "@playwright/test"
import { signIn } from "../../support/portal.ts"

test("shots", async ({ page }) => {
  test.setTimeout(400_000)
  const logs: string[] = []
  page.on("console", (m) => logs.push(m.text()))
  await signIn(page, "Secrétaire de mairie de Breteuil")
  const path = `${await page.getByRole("link", { name: "Ouvrir Breteuil" }).getAttribute("href")}/adresses`
  for (const [w, scheme] of [
    [1280, "light"],
    [375, "dark"],
  ] as const) {
    await page.setViewportSize({ width: w, height: 900 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.goto(path)
    await page.waitForTimeout(8000)
    await page.screenshot({ path: `/tmp/shots/adresses-${w}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByRole("region", { name: /Voies/ }).getByRole("link").first().click()
  await page.waitForLoadState("load")
  await page.screenshot({ path: "/tmp/shots/voie.png", fullPage: true })
  for (const p of ["corrections", "versions", "raccordement"]) {
    await page.goto(`${path}/${p}`)
    await page.screenshot({ path: `/tmp/shots/${p}.png`, fullPage: true })
  }
  const pdf = await page.request.get(`${path}/rapport`)
  const { writeFileSync } = await import("node:fs")
  writeFileSync("/tmp/shots/rapport.pdf", await pdf.body())
  writeFileSync("/tmp/shots/lignes.csv", await (await page.request.get(`${path}/lignes`)).body())
  writeFileSync("/tmp/shots/console.txt", logs.join("\n"))
})
