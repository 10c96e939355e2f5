import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { signInAs, signInAsIdentity } from "./staff.ts"

test("a campaign goes from its form to the member's document, by two people", async ({ page, context, browser }) => {
  test.setTimeout(180_000)
  await signInAs(context, "gestionnaire")
  await page.goto("/gestion/campagnes")
  await expectAccessible(page)
  await page.getByRole("link", { name: "Préparer une campagne" }).click()

  await page.getByLabel("Taux des communes").fill("beaucoup")
  await page.getByLabel("Millésime").fill("2099")
  await page.getByRole("button", { name: "Calculer les montants" }).click()
  await expect(page.getByText("Indiquez un taux en euros").first()).toBeVisible()
  await expect(page.getByLabel("Taux des communes")).toHaveValue("beaucoup")
  await expectAccessible(page)
  await page.getByLabel("Taux des communes").fill("0,10")
  await page.getByRole("button", { name: "Calculer les montants" }).click()
  await expect(page.getByText("n’est connue").first()).toBeVisible()
  await page.getByLabel("Millésime").fill("2022")
  await page.getByRole("button", { name: "Calculer les montants" }).click()

  await expect(page.getByText("Rien n’est émis")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const url = page.url()
  await page.getByLabel("Nom, code INSEE, SIREN").fill("breteu")
  await page.getByRole("button", { name: "Filtrer" }).click()
  await expect(page.getByRole("link", { name: "Breteuil", exact: true })).toBeVisible()
  const csv = await page.request.get(`${url}/export?cherche=breteuil`)
  expect(await csv.text()).toContain("Breteuil")

  await page.goto(url)
  const cases = page.getByRole("form", { name: /^Décider pour / })
  while ((await cases.count()) > 0) {
    const name = (await cases.first().getAttribute("aria-label")) ?? ""
    await cases.first().getByLabel("Raison").fill("Vérifié avec la mairie")
    await cases.first().getByRole("button").first().click()
    await expect(page.getByRole("form", { name, exact: true })).toHaveCount(0)
  }
  await page.getByRole("button", { name: /^Demander l’approbation/ }).click()
  await expect(page.getByText("une seconde personne doit la donner")).toBeVisible()

  const second = await browser.newContext()
  await signInAsIdentity(second, "gestionnaire.second")
  const other = await second.newPage()
  await other.goto(url)
  await other.getByRole("button", { name: /^Approuver 443/ }).click()
  await other.getByRole("button", { name: /^Émettre 443 titres/ }).click()
  await expect(other.getByRole("heading", { name: "Émission terminée" })).toBeVisible({ timeout: 90_000 })
  await expect(other.getByRole("progressbar", { name: "Documents PDF enregistrés" })).toHaveAttribute(
    "aria-valuenow",
    "443",
  )
  await expectAccessible(other)
  await second.close()

  await page.goto("/gestion/titres")
  await expectAccessible(page)
  await expect(page.getByText("sur 443 titres")).toBeVisible()

  const secretaire = await browser.newContext()
  await signInAsIdentity(secretaire, "secretaire.breteuil")
  const mine = await secretaire.newPage()
  await mine.goto("/moi")
  await mine.getByRole("link", { name: "Breteuil" }).first().click()
  await mine.getByRole("link", { name: "Titres à payer" }).click()
  await expectAccessible(mine)
  await mine
    .getByRole("link", { name: /^\d{4}-COT-/ })
    .first()
    .click()
  await expectAccessible(mine)
  const href = await mine.getByRole("link", { name: "Télécharger le titre (PDF)" }).getAttribute("href")
  const pdf = await mine.request.get(href ?? "")
  expect(pdf.headers()["content-type"]).toBe("application/pdf")
  const words = textOf(await pdf.body())
  for (const mention of [
    "Commune de Breteuil",
    "Avis des sommes à payer",
    "L. 252 A",
    "Somme à payer",
    "population totale, millésime 2022",
  ])
    expect(words).toContain(mention)
  await secretaire.close()

  const stranger = await browser.newContext()
  expect((await stranger.request.get(href ?? "")).status()).toBe(404)
  await signInAsIdentity(stranger, "maire.marbois")
  expect((await stranger.request.get(href ?? "")).status()).toBe(404)
  await stranger.close()
})

/** What a reader of the PDF sees, by an outside tool. */
function textOf(pdf: Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), "portail-titre-"))
  try {
    writeFileSync(join(folder, "titre.pdf"), pdf)
    return execFileSync("pdftotext", ["-layout", join(folder, "titre.pdf"), "-"], { encoding: "utf8" }).replace(
      /[\u00a0\u202f]/g,
      " ",
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}
