import { expect, type Page, test } from "@playwright/test"
import { Client } from "pg"
import { stableId, stablePublicId } from "../../../prisma/seed/ids.ts"
import { expectAccessible, expectReflow } from "../../support/accessible.ts"

const CAORCHES = "27129"
const address = (code: string) => `/simulateur?collectivite=${stablePublicId(code)}`

async function countRequests(code: string): Promise<number> {
  const client = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from demande_adhesion where "collectiviteId" = $1`,
      [stableId("collectivite", code)],
    )
    return rows[0]?.count ?? 0
  } finally {
    await client.end()
  }
}

const form = (page: Page) => page.getByRole("form", { name: "Demander à adhérer" })

async function fill(page: Page, values: { nom?: string; fonction?: string; courriel?: string }) {
  await form(page)
    .getByLabel("Votre nom")
    .fill(values.nom ?? "Personne d'essai")
  await form(page)
    .getByLabel("Votre fonction")
    .fill(values.fonction ?? "Secrétaire de mairie")
  await form(page)
    .getByLabel("Votre adresse de courriel")
    .fill(values.courriel ?? "mairie@demo.invalid")
}
const send = (page: Page) => form(page).getByRole("button", { name: "Envoyer la demande" }).click()

test("asks to join: it becomes a prospect entry, once", async ({ page }) => {
  await page.goto(address(CAORCHES))
  await fill(page, {})
  await send(page)
  await expect(page.getByText("Votre demande est bien arrivée")).toBeVisible()
  await expectAccessible(page)
  expect(await countRequests(CAORCHES)).toBe(1)

  await page.goto(address(CAORCHES))
  await fill(page, {})
  await send(page)
  await expect(page.getByText("Votre demande est bien arrivée")).toBeVisible()
  expect(await countRequests(CAORCHES)).toBe(1)
})

test("a private body is refused by its legal category, and keeps what it typed", async ({ page }) => {
  const code = "27010"
  await page.goto(address(code))
  await form(page).getByLabel("Catégorie juridique").selectOption("9220")
  await fill(page, { nom: "Association d'essai" })
  await send(page)
  const said = "la catégorie juridique 9220 est celle d'un organisme privé"
  await expect(form(page).getByRole("alert").or(form(page).getByText(said)).first()).toBeVisible()
  await expect(form(page).getByLabel("Votre nom")).toHaveValue("Association d'essai")
  await expect(form(page).getByLabel("Catégorie juridique")).toHaveValue("9220")
  await expectAccessible(page)
  await expectReflow(page)
  expect(await countRequests(code)).toBe(0)
})

const BAD: [string, Parameters<typeof fill>[1], string][] = [
  ["nothing", { nom: "", fonction: "", courriel: "" }, "Écrivez votre nom."],
  ["unseen characters only", { nom: "\u200b\u200d\u2060" }, "Écrivez votre nom."],
  ["a script", { fonction: "<script>alert(1)</script>" }, "Ce texte ne peut pas contenir les signes < et >."],
  ["no address", { courriel: "mairie" }, "Cette adresse de courriel n'est pas complète : nom@exemple.fr."],
  ["two addresses", { courriel: "a@demo.invalid,b@demo.invalid" }, "Cette adresse de courriel n'est pas complète"],
]

for (const [what, values, said] of BAD) {
  test(`answers ${what} beside its cause, stores nothing, keeps what was typed`, async ({ page }) => {
    const code = "27011"
    await page.goto(address(code))
    await fill(page, values)
    await send(page)
    await expect(form(page).getByText(said).first()).toBeVisible()
    for (const [label, value] of [
      ["Votre nom", values.nom],
      ["Votre fonction", values.fonction],
      ["Votre adresse de courriel", values.courriel],
    ] as const) {
      if (value !== undefined) await expect(form(page).getByLabel(label)).toHaveValue(value)
    }
    expect(await countRequests(code)).toBe(0)
    await expectAccessible(page)
  })
}

test("takes no more than the field says, even when the browser's limit is taken away", async ({ page }) => {
  const code = "27013"
  await page.goto(address(code))
  await fill(page, {})
  await form(page)
    .getByLabel("Ce que vous aimeriez nous dire")
    .evaluate((area: HTMLTextAreaElement) => {
      area.removeAttribute("maxlength")
      area.value = "x".repeat(2001)
    })
  await send(page)
  await expect(form(page).getByText("Ce texte est trop long : 2000 caractères au plus.").first()).toBeVisible()
  expect(await countRequests(code)).toBe(0)
})

test("an identifier that is not of the territory is refused, and nothing is stored", async ({ page }) => {
  const code = "27014"
  for (const forged of ["0000000000", "' or 1=1 --", ""]) {
    await page.goto(address(code))
    await fill(page, {})
    await page.locator('input[name="collectivite"]').evaluate((input: HTMLInputElement, value) => {
      input.value = value
    }, forged)
    await send(page)
    await expect(
      form(page)
        .getByText(/liste|territoire/)
        .first(),
    ).toBeVisible()
    expect(await countRequests(code)).toBe(0)
  }
})

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false })

  test("finds the commune, is told of an error, corrects it and sends the request", async ({ page }) => {
    const code = "27016"
    await page.goto("/")
    await page.getByLabel("Nom ou code postal de votre commune").fill("les andelys")
    await page.getByRole("button", { name: "Voir le coût et les services" }).click()
    await page
      .getByRole("link", { name: "Les Andelys" })
      .or(page.getByRole("heading", { level: 1 }))
      .first()
      .click()
    await expect(page.getByRole("heading", { level: 1, name: "Les Andelys" })).toBeVisible()

    await fill(page, { courriel: "mairie" })
    await send(page)
    await expect(form(page).getByText("Cette adresse de courriel n'est pas complète").first()).toBeVisible()
    await expect(form(page).getByLabel("Votre nom")).toHaveValue("Personne d'essai")
    expect(await countRequests(code)).toBe(0)

    await form(page).getByLabel("Votre adresse de courriel").fill("mairie@demo.invalid")
    await send(page)
    await expect(page.getByText("Votre demande est bien arrivée")).toBeVisible()
    expect(await countRequests(code)).toBe(1)
  })
})
