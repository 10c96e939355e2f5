import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, type Page, test } from "@playwright/test"
import { expectAccessible, expectReflow } from "@/tests/support/accessible.ts"
import { enterAs } from "@/tests/support/places.ts"
import { signInAs } from "./staff.ts"

/** Members that are not communes owe a flat amount: no population, no millésime. */
const FLAT = [
  ["direction.interco", "CC Interco Normandie Sud Eure", "500,00\u00a0€"],
  ["secretaire.syndicat", "Syndicat d'eau n° 01", "100,00\u00a0€"],
] as const

test("a campaign goes from its form to the member's document, by two people", async ({ page, context, browser }) => {
  test.setTimeout(240_000)
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

  // The form says so too: only the campaign's own page has its members.
  await expect(page.getByLabel("Nom, code INSEE, SIREN")).toBeVisible()
  await expect(page.getByText("Rien n’est émis")).toBeVisible()
  await expectAccessible(page)
  await expectReflow(page)
  const url = page.url()
  await page.getByLabel("Nom, code INSEE, SIREN").fill("breteu")
  await page.getByRole("button", { name: "Filtrer" }).click()
  await expect(page.getByRole("link", { name: "Breteuil", exact: true })).toBeVisible()
  const csv = await page.request.get(`${url}/export?cherche=breteuil`)
  expect(await csv.text()).toContain("Breteuil")

  for (const [, nom, amount] of FLAT) {
    await page.goto(`${url}?cherche=${encodeURIComponent(nom)}`)
    const line = page.getByRole("row").filter({ has: page.getByRole("link", { name: nom, exact: true }) })
    await expect(line).toContainText(amount)
  }

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
  await enterAs(second, "gestionnaire.second")
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

  await page.goto(`/gestion/titres?exercice=${await exerciceOf(page, url)}`)
  await expectAccessible(page)

  const commune = await browser.newContext()
  await enterAs(commune, "secretaire.breteuil")
  const { href, words } = await readTitre(await commune.newPage(), "Breteuil")
  for (const mention of [
    "Commune de Breteuil",
    "Avis des sommes à payer",
    "L. 252 A",
    "Somme à payer",
    "population totale, millésime 2022",
  ])
    expect(words).toContain(mention)
  await commune.close()

  for (const [key, nom, amount] of FLAT) {
    const member = await browser.newContext()
    await enterAs(member, key)
    const titre = await readTitre(await member.newPage(), nom)
    expect(titre.words).toContain(nom)
    expect(titre.words).toContain(`Forfait annuel : ${amount.replace("\u00a0", " ")}`)
    expect(titre.words).not.toContain("millésime")
    await member.close()
  }

  const stranger = await browser.newContext()
  expect((await stranger.request.get(href)).status()).toBe(404)
  await enterAs(stranger, "maire.marbois")
  expect((await stranger.request.get(href)).status()).toBe(404)
  await stranger.close()
})

const exerciceOf = async (page: Page, url: string): Promise<string> => {
  await page.goto(url)
  return /\d{4}/.exec((await page.getByRole("heading", { level: 1 }).textContent()) ?? "")?.[0] ?? ""
}

/** As its member reads it: the list, the titre, its document. */
async function readTitre(page: Page, nom: string): Promise<{ href: string; words: string }> {
  await page.goto("/moi")
  await page.goto(String(await page.getByRole("link", { name: `Ouvrir ${nom}`, exact: true }).getAttribute("href")))
  await page.getByRole("link", { name: "Titres à payer" }).click()
  await expectAccessible(page)
  await page
    .getByRole("link", { name: /^\d{4}-COT-/ })
    .first()
    .click()
  await expectAccessible(page)
  const href = String(await page.getByRole("link", { name: "Télécharger le titre (PDF)" }).getAttribute("href"))
  const pdf = await page.request.get(href)
  expect(pdf.headers()["content-type"]).toBe("application/pdf")
  return { href, words: textOf(await pdf.body()) }
}

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
