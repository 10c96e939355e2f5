import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { applyImport } from "@/lib/imports/commands/apply.ts"
import { confirmAll } from "@/lib/imports/commands/confirm.ts"
import { findEffetPopulations } from "@/lib/imports/queries/effet-populations.ts"
import { prepareImportInput } from "@/lib/imports/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { importForm, preview } from "@/tests/support/imports.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })
const rows = async (query: string, ...values: unknown[]) => (await client.query(query, values)).rows
const habitants = async (code: string, millesime: number) =>
  (
    await rows(
      `select habitants from population where code = $1 and genre = 'municipale' and millesime = $2`,
      code,
      millesime,
    )
  )[0]?.habitants
const lignes = (importId: string) =>
  rows(
    `select verdict, alerte, issue, donnees, erreurs -> 0 ->> 'message' as erreur from import_ligne where "importId" = $1 order by ligne`,
    importId,
  )
const populations = (content: string, millesime: string) =>
  preview(gestionnaire, "populations", content, { population: "municipale", millesime })

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
})
afterAll(() => client.end())

describe("an import of populations", () => {
  it("compares a new millésime with the last one and asks a person about the big changes", async () => {
    expect(await habitants("27112", 2023)).toBe(4282)
    const importId = await populations("code;habitants\n27112;4300\n27157;9000\n75056;2100000\n", "2024")
    expect(await lignes(importId)).toMatchObject([
      { verdict: "nouveau", alerte: null, donnees: { precedent: "4282", millesimePrecedent: "2023" } },
      { verdict: "nouveau", alerte: expect.stringMatching(/Écart de \+ .* avec le millésime 2023/) },
      { verdict: "hors_territoire" },
    ])
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ value: { appliquees: 1 } })
    expect(await habitants("27112", 2024)).toBe(4300)
    expect(await habitants("27157", 2024)).toBeUndefined()
    expect(await habitants("75056", 2024)).toBeUndefined()
  })

  it("never replaces a recorded figure without a confirmation", async () => {
    const file = "code;habitants\n27112;4290\n"
    const first = await populations(file, "2023")
    expect(await lignes(first)).toMatchObject([
      { verdict: "modifie", alerte: expect.stringContaining("serait remplacé") },
    ])
    expect(await applyImport(gestionnaire, { import: first })).toMatchObject({ refusal: "rien-a-appliquer" })
    expect(await habitants("27112", 2023)).toBe(4282)
    await confirmAll(gestionnaire, { import: first })
    expect(await applyImport(gestionnaire, { import: first })).toMatchObject({ ok: true })
    expect(await habitants("27112", 2023)).toBe(4290)
  })

  it("leaves alone a figure recorded by someone else since the preview", async () => {
    const one = await populations("code;habitants\n27198;100\n", "2025")
    const other = await populations("code;habitants\n27198;120\n", "2025")
    await Promise.all([one, other].map((id) => confirmAll(gestionnaire, { import: id })))
    await Promise.all([one, other].map((id) => applyImport(gestionnaire, { import: id })))
    const issues = [...(await lignes(one)), ...(await lignes(other))].map(({ issue }) => issue)
    expect(issues.sort()).toEqual(["appliquee", "perimee"])
  })

  it("says what it makes of the cotisations, in all and line by line, before anything is applied", async () => {
    const importId = await preview(
      gestionnaire,
      "populations",
      "code;habitants\n27112;4500\n27157;9000\n75056;5\n27198;x\n",
      {
        ...{ population: "totale", millesime: "2024" },
      },
    )
    const known = await rows(
      `select code, habitants from population where code in ('27112', '27157') and genre = 'totale' and millesime = 2022 order by code`,
    )
    const [breteuil, marbois] = known.map((row) => Number(row.habitants))
    if (!breteuil || !marbois) throw new Error("no population of reference")
    const effet = await read(gestionnaire, (tx) =>
      findEffetPopulations(tx, importId, { genre: "totale", millesime: 2024 }),
    )
    expect(effet.habitants).toEqual({ avant: breteuil + marbois, apres: 13_500, sansAvant: 0 })
    // 0,10 € per inhabitant.
    expect(effet.cotisations).toEqual({ membres: 2, avant: BigInt(breteuil + marbois) * 10n, apres: 135_000n })
    expect(effet.parLigne.get(2)).toEqual({ ligne: 2, avant: BigInt(breteuil) * 10n, apres: 45_000n })
    expect(await habitants("27112", 2022)).not.toBe(4500)
    const other = await populations("code;habitants\n27112;4500\n", "2026")
    const none = await read(gestionnaire, (tx) =>
      findEffetPopulations(tx, other, { genre: "municipale", millesime: 2026 }),
    )
    expect(none).toMatchObject({ lignes: 1, cotisations: { membres: 0, avant: 0n, apres: 0n } })
  })

  it.each([
    ["a negative figure", "27112;-5", "jamais négative"],
    ["a decimal", "27112;12,5", "nombre entier"],
    ["words", "27112;beaucoup", "nombre entier"],
    ["nothing", "27112;", "manque"],
    ["too many", "27112;99999999999", "trop grand"],
    ["an unknown commune of the département", "27999;10", "pas dans le registre"],
    ["a code without its zero", "1001;10", "zéro du début"],
    ["no code", ";10", "Le code manque"],
  ])("refuses the row of %s", async (_, row, message) => {
    const importId = await populations(`code;habitants\n${row}\n`, "2024")
    expect(await lignes(importId)).toMatchObject([{ verdict: "refuse", erreur: expect.stringContaining(message) }])
  })

  it("takes an EPCI by its SIREN and the Département by its number", async () => {
    const importId = await populations("code;habitants\n200066462;21000\nD27;600000\n", "2024")
    expect(await lignes(importId)).toMatchObject([{ verdict: "nouveau" }, { verdict: "nouveau" }])
  })

  it.each(["", "20 23", "1950", "2090", "deux mille"])("refuses the millésime « %s »", (millesime) => {
    expect(() => importForm("populations", "x", { population: "municipale", millesime })).toThrow()
    expect(prepareImportInput.safeParse({ genre: "populations", millesime: "2023" }).success).toBe(false)
  })

  it("previews and applies a file of the whole country in seconds", async () => {
    const communes = await rows(`select "codeInsee" from collectivite where type = 'commune'`)
    const far = Array.from({ length: 49_000 }, (_, n) => `${String(10_000 + n).padStart(5, "0")};100`).filter(
      (r) => !r.startsWith("27") && !r.startsWith("14") && !r.startsWith("28"),
    )
    const file = `code;habitants\n${communes.map(({ codeInsee }) => `${codeInsee};777`).join("\n")}\n${far.join("\n")}\n`
    const started = Date.now()
    const importId = await populations(file, "2022")
    await confirmAll(gestionnaire, { import: importId })
    expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({
      value: { appliquees: communes.length },
    })
    expect(Date.now() - started).toBeLessThan(20_000)
  })
})
