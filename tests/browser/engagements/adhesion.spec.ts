import { type Browser, expect, type Page, test } from "@playwright/test"
import { addDays, today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "../../../prisma/seed/ids.ts"
import { personneId } from "../../../prisma/seed/people.ts"
import { deliberationPdf } from "../../../scripts/scenarios/deliberation.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"
import { answered } from "../../support/answered.ts"
import { connect } from "../../support/logins.ts"
import { inspectPdf } from "../../support/pdf-tools.ts"
import { enterAs } from "../../support/places.ts"

const CODE = "27028"
const PUBLIC_ID = stablePublicId(CODE)
const HOME = `/c/${PUBLIC_ID}`
const day = (shift: number) => addDays(today(), shift)

/** A browser of her own for each persona, as in life. */
async function browserOf(browser: Browser, key: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: String(process.env.APP_URL) })
  await enterAs(context, key, { factor: true })
  return context.newPage()
}

/** Asking to act for a collectivité, and being let in, is the errand of tests/browser/identite. */
async function attach(key: string, role: "elu" | "secretaire", fonction: string): Promise<void> {
  const owner = await connect("migration")
  await owner.query(
    `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, $3, $4, current_date - 90, 'essai')`,
    [stableId("collectivite", CODE), personneId(key), role, fonction],
  )
  await owner.end()
}

async function sign(page: Page, button: string): Promise<void> {
  await page.getByLabel("J’ai lu ce document").check()
  await page.getByRole("button", { name: button }).click()
}

async function signBoth(maire: Page, president: Page, deskUrl: string): Promise<void> {
  const acte = deskUrl.split("/").at(-1)
  // The pages are drawn at once by the act itself, or by the worker soon after.
  await expect(async () => {
    await maire.goto(`${HOME}/actes/${acte}`)
    await expect(maire.getByText("à signer", { exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 40_000 })
  await expectAccessible(maire)
  await sign(maire, "Signer au nom de la collectivité")
  await expect(maire.getByText("à contresigner", { exact: true })).toBeVisible()
  await president.goto(`/gestion/actes/${acte}`)
  await sign(president, "Signer au nom de l’opérateur")
  await expect(president.getByText(/signé (et scellé|des deux parties)/).first()).toBeVisible()
  await expect(async () => {
    await president.reload()
    await expect(president.getByRole("link", { name: /signé et scellé/ })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 30_000 })
  const href = await president.getByRole("link", { name: /signé et scellé/ }).getAttribute("href")
  const sealed = await president.context().request.get(String(href))
  const { signatures, attachments } = inspectPdf(await sealed.body())
  expect(signatures).toContain("Signature is Valid.")
  expect(signatures).toContain("Total document signed")
  expect([...attachments.keys()]).toContain("preuve.json")
}

/** What is on quote is approved with the operator's price. */
async function quote(path: string, staff: Page): Promise<void> {
  await staff.goto(`/gestion/souscriptions/${path.split("/").at(-1)}`)
  const form = staff.getByRole("form", { name: "Donner un devis" })
  await form.getByLabel("Ce que ce prix comprend").fill("Une séance d’une demi-journée, supports compris.")
  await form.getByLabel("Prix d’une unité").fill("400")
  await form.getByLabel("Période").selectOption("unique")
  await form.getByLabel("TVA", { exact: true }).selectOption("E")
  await form.getByLabel("Valable jusqu’au").fill(day(30))
  await form.getByRole("button", { name: "Envoyer le devis" }).click()
  await expect(staff.getByRole("heading", { name: /^Devis n° 1/ })).toBeVisible()
}

type Deciding = { maire: Page; president: Page; staff: Page }

async function approveAndOpen(path: string, button: string, { maire, president, staff }: Deciding): Promise<void> {
  const id = path.split("/").at(-1)
  await maire.goto(path)
  await maire.getByRole("button", { name: button }).click()
  await expect(maire.getByText("à mettre en service", { exact: true })).toBeVisible()
  const convention = staff.getByRole("link", { name: /^Convention n°/ })
  await expect(async () => {
    await staff.goto(`/gestion/souscriptions/${id}`)
    await expect(convention).toBeVisible({ timeout: 1000 })
    await convention.click()
    await expect(staff.getByText("à signer", { exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 40_000 })
  await signBoth(maire, president, staff.url())
  await staff.goto(`/gestion/souscriptions/${id}`)
  await expectAccessible(staff)
  for (let left = 3; left > 0; left--) {
    await staff
      .getByRole("button", { name: /^C’est fait/ })
      .first()
      .click()
    await expect(staff.getByRole("button", { name: /^C’est fait/ })).toHaveCount(left - 1)
  }
  await staff.getByRole("button", { name: "Mettre en service" }).click()
  await expect(staff.getByText("en service", { exact: true })).toBeVisible()
}

test("from an unknown visitor to a member with two services open and a first titre", async ({ page, browser }) => {
  test.setTimeout(900_000)
  await page.goto(`/simulateur?collectivite=${PUBLIC_ID}`)
  const nom = String(await page.getByRole("heading", { level: 1 }).textContent())
  const asked = page.getByRole("form", { name: "Demander à adhérer" })
  await asked.getByLabel("Votre nom").fill("Une visiteuse")
  await asked.getByLabel("Votre fonction").fill("Secrétaire de mairie")
  await asked.getByLabel("Votre adresse de courriel").fill("visiteuse@demo.invalid")
  await asked.getByRole("button", { name: "Envoyer la demande" }).click()
  await expect(page.getByText("Votre demande est bien arrivée")).toBeVisible()

  const admin = await browserOf(browser, "administrateur")
  await admin.goto("/gestion/reglages/engagements")
  await admin.getByLabel("Au nombre de mois").check()
  await expectAccessible(admin)
  await answered(admin, admin.getByRole("button", { name: "Enregistrer ces règles" }))

  const staff = await browserOf(browser, "gestionnaire")
  await staff.goto("/gestion/adhesions")
  await staff.getByRole("row").filter({ hasText: "Une visiteuse" }).filter({ hasText: nom }).getByRole("link").click()
  await staff.getByRole("button", { name: "Accepter et ouvrir le dossier" }).click()
  await expect(staff.getByText("en préparation", { exact: true })).toBeVisible()
  await expectAccessible(staff)
  await expectReflow(staff)
  const dossier = staff.url()

  await attach("nouvelle.secretaire", "secretaire", "Secrétaire de mairie")
  await attach("nouvelle.maire", "elu", "Maire")
  await staff.goto(`/gestion/collectivites/${PUBLIC_ID}/mandats`)
  await staff.getByLabel("Personne").selectOption({ label: "Maire, pas encore rattachée, Maire" })
  await staff.getByLabel("Fonction").fill("Maire")
  await staff.getByLabel("Depuis le").fill(day(-200))
  await staff.getByLabel("Délibération d’élection").fill("2026-03 du 22 mars 2026")
  await staff.getByRole("button", { name: "Enregistrer le mandat" }).click()
  await expect(staff.getByText("en cours", { exact: true })).toBeVisible()
  await expectAccessible(staff)

  const secretaire = await browserOf(browser, "nouvelle.secretaire")
  await secretaire.goto(`${HOME}/adhesion`)
  await expectAccessible(secretaire)
  await secretaire.getByLabel("Numéro de la délibération").fill("2026-12")
  await secretaire.getByLabel("Date du vote").fill(day(-10))
  const buffer = Buffer.from(await deliberationPdf())
  await secretaire.getByLabel("Le document").setInputFiles({ name: "vote.pdf", mimeType: "application/pdf", buffer })
  await secretaire.getByRole("button", { name: "Enregistrer la délibération" }).click()
  await expect(secretaire.getByText(/^N° 2026-12 du/)).toBeVisible()

  // Two browsers on one file: what was read before the délibération is told so.
  await staff.goto(dossier)
  const stale = await staff.context().newPage()
  await stale.goto(dossier)
  const dates = [
    [staff, day(0)],
    [stale, day(1)],
  ] as const
  for (const [one, effet] of dates) {
    await one.getByLabel("Date d’effet").fill(effet)
    await one.getByRole("button", { name: "Enregistrer", exact: true }).click()
    if (one === staff) await expect(one.getByText(/signera ; effet/).first()).toBeVisible()
  }
  await expect(stale.getByText(/Ce dossier a changé entre-temps/).first()).toBeVisible()
  await stale.close()
  await staff.getByRole("button", { name: "Établir la charte" }).click()
  await expect(staff).toHaveURL(/\/gestion\/actes\//)

  const maire = await browserOf(browser, "nouvelle.maire")
  const president = await browserOf(browser, "president")
  await signBoth(maire, president, staff.url())
  await staff.goto(dossier)
  await expect(staff.getByText("en vigueur", { exact: true })).toBeVisible()

  await secretaire.goto(`${HOME}/services/pack-cyber/souscrire`)
  await secretaire.getByLabel("Nom du poste").first().fill("Accueil")
  await secretaire.getByLabel("Site").first().fill("Mairie")
  await secretaire.getByLabel("Fonction de la personne").first().fill("Accueil du public")
  await secretaire.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(secretaire).toHaveURL(/\/souscriptions\/[0-9a-f-]{36}$/)
  await approveAndOpen(new URL(secretaire.url()).pathname, "Approuver la dépense", { maire, president, staff })

  await secretaire.goto(`${HOME}/services/sensibilisation-cyber/souscrire`)
  await secretaire.getByLabel("Quantité").fill("1")
  await secretaire.getByRole("button", { name: "Envoyer pour accord" }).click()
  await expect(secretaire).toHaveURL(/\/souscriptions\/[0-9a-f-]{36}$/)
  const quoted = new URL(secretaire.url()).pathname
  await quote(quoted, staff)
  await approveAndOpen(quoted, "Accepter ce devis", { maire, president, staff })

  await staff.goto(dossier)
  await staff.getByRole("button", { name: /^Émettre le titre/ }).click()
  await expect(staff.getByText(/Titre de la première cotisation émis/).first()).toBeVisible()
  await secretaire.goto(`${HOME}/titres`)
  await expect(secretaire.getByRole("table")).toBeVisible()
})
