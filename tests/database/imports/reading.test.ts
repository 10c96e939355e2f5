import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { applyImport } from "@/lib/imports/commands/apply.ts"
import { confirmLines } from "@/lib/imports/commands/confirm.ts"
import { exportManquants } from "@/lib/imports/commands/export-manquants.ts"
import { findImport, listImports, listLignes } from "@/lib/imports/queries/imports.ts"
import { countManquants } from "@/lib/imports/queries/manquants.ts"
import { lignesFilter } from "@/lib/imports/schema.ts"
import { calendarDate, today } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { preview } from "@/tests/support/imports.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })
const FILE = "code;habitants\n27112;4300\n27157;9000\n27198;x\n75056;1\n"
const options = { population: "municipale", millesime: "2024" }

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
})
afterAll(() => client.end())

const find = (id: string) => read(gestionnaire, (tx) => findImport(tx, id))
const lignes = async (id: string, filter: string) =>
  (await read(gestionnaire, (tx) => listLignes(tx, id, lignesFilter(filter), { number: 1, size: 50 }))).rows.map(
    ({ ligne }) => ligne,
  )

describe("what the staff reads of an import", () => {
  it("counts by verdict, lists by filter, and says what remains to confirm and what is absent", async () => {
    const id = await preview(gestionnaire, "populations", FILE, options)
    expect(await find(id)).toMatchObject({
      bilan: { lignes: 4, nouveau: 2, refuse: 1, hors_territoire: 1, a_verifier: 1 },
      aConfirmer: 1,
      communesAbsentes: 583,
      dejaAppliqueLe: null,
    })
    expect(await lignes(id, "")).toEqual([2, 3, 4, 5])
    expect(await lignes(id, "refuse")).toEqual([4])
    expect(await lignes(id, "a_verifier")).toEqual([3])
    expect(await lignes(id, "anything else")).toEqual([2, 3, 4, 5])
    await confirmLines(gestionnaire, { import: id, lignes: [3], confirmees: [3] })
    expect(await find(id)).toMatchObject({ aConfirmer: 0 })
    await confirmLines(gestionnaire, { import: id, lignes: [3], confirmees: [] })
    expect(await find(id)).toMatchObject({ aConfirmer: 1 })
    await applyImport(gestionnaire, { import: id })
    expect(await find(id)).toMatchObject({ etat: "applique", bilan: { appliquee: 1, non_confirmee: 1 } })
    expect(await lignes(id, "non_confirmee")).toEqual([3])
  })

  it("knows the same file again, for the same figures only", async () => {
    const again = await preview(gestionnaire, "populations", FILE, options)
    const other = await preview(gestionnaire, "populations", FILE, { ...options, millesime: "2025" })
    expect((await find(again))?.dejaAppliqueLe).toBeInstanceOf(Date)
    expect((await find(other))?.dejaAppliqueLe).toBeNull()
    expect(await read(gestionnaire, (tx) => listImports(tx, 1))).toMatchObject({ counted: 3 })
  })

  it("answers nothing to an identifier that is none", async () => {
    for (const id of ["", "x", "\u0000", "' or true --", randomUUID()]) expect(await find(id)).toBeNull()
  })

  it("counts and exports the members to complete, with a trace", async () => {
    const counts = await read(gestionnaire, (tx) => countManquants(tx, today()))
    expect(counts).toMatchObject({ membres: 443, siren: 52, siret: 443, courriel: 443, incomplets: 443 })
    expect(await exportManquants(gestionnaire)).toHaveLength(443)
    const { rows } = await client.query(`select apres from journal where evenement = 'repertoire.exported'`)
    expect(rows).toEqual([{ apres: { lignes: 443 } }])
  })
})
