import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { applyImport } from "@/lib/imports/commands/apply.ts"
import { confirmAll } from "@/lib/imports/commands/confirm.ts"
import { COLUMNS } from "@/lib/imports/rules/columns.ts"
import { IMPORT_GENRES, type ImportGenre } from "@/lib/imports/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { preview } from "@/tests/support/imports.ts"

/** Every column of every kind of import, listed from the code: each bad cell refuses its row, names its column, stores nothing. */

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })
const rows = async (query: string, ...values: unknown[]) => (await client.query(query, values)).rows

/** A row of each kind without a fault, for a commune of the register; its person is somebody new. */
const VALID: Record<ImportGenre, (insee: string) => Record<string, string>> = {
  membres: (insee) => ({ code_insee: insee, ville: "Ville d'essai" }),
  populations: (code) => ({ code, habitants: "100" }),
  rattachements: (insee) => ({
    courriel: `agent.${insee}@essai.invalid`,
    nom: "Personne d'essai",
    role: "elu",
    fonction: "Adjointe",
    code_insee: insee,
    depuis: "01/01/2026",
  }),
  contours: (code) => ({ code, long: "0.9", lat: "48.8" }),
}
const MORE: Record<ImportGenre, Record<string, string>> = {
  membres: {},
  populations: { population: "municipale", millesime: "2024" },
  rattachements: {},
  contours: {},
}
/** Words where a code, a number, a date or one of a few words is asked. */
const CODED =
  /^(identifiant|code|code_insee|siren|siret|categorie_juridique|code_postal|courriel|courriel_officiel|telephone|statut|statut_depuis|habitants|role|depuis|jusqu_au|long|lat|fermeture_commerciale|fermeture_technique|contour)$/
const NUMBERS = /^(habitants|long|lat|code|code_insee|siren|siret|code_postal|telephone|categorie_juridique)$/
/** Read by people, never imported. */
const UNREAD = ["populations nom", "contours nom"]
const ZERO_WIDTH = "\u200b\u2060"

let communes: string[]

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
  communes = (await rows(`select "codeInsee" as code from collectivite where type = 'commune' order by nom`)).map(
    ({ code }) => code,
  )
})
afterAll(() => client.end())

for (const genre of IMPORT_GENRES) {
  describe(`an import of ${genre}`, () => {
    for (const { name, max } of COLUMNS[genre].columns) {
      if (UNREAD.includes(`${genre} ${name}`)) continue
      const bad: Record<string, string> = {
        "overlong text": "9".repeat(max + 1),
        "a script": "<script>alert(1)</script>",
        ...(CODED.test(name) && { "words without sense": "néant" }),
        ...(NUMBERS.test(name) && { "a negative number": "-27112" }),
      }

      it(`refuses in « ${name} »: ${Object.keys(bad).join(", ")}`, async () => {
        const before = await register()
        const importId = await previewCells(genre, name, Object.values(bad))
        const lines = await lignes(importId)
        expect(lines.map(({ verdict }) => verdict)).toEqual(Object.keys(bad).map(() => "refuse"))
        for (const { champs, messages } of lines) {
          expect(champs).toContain(name)
          for (const message of messages) expect(message).toMatch(/\p{L}.*\.$/u)
        }
        await confirmAll(gestionnaire, { import: importId })
        expect(await applyImport(gestionnaire, { import: importId })).toMatchObject({ refusal: "rien-a-appliquer" })
        expect(await register()).toEqual(before)
      })

      it(`takes characters that are not seen in « ${name} » for nothing`, async () => {
        const unseen = await lignes(await previewCells(genre, name, [ZERO_WIDTH]))
        const empty = await lignes(await previewCells(genre, name, [""]))
        expect(unseen).toEqual(empty)
        expect(JSON.stringify(unseen)).not.toMatch(/[\u200b\u2060]/)
      })
    }
  })
}

/** One row a bad cell, each for a commune of its own. */
function previewCells(genre: ImportGenre, name: string, cells: readonly string[]): Promise<string> {
  const lines = cells.map((cell, index) => ({ ...VALID[genre](String(communes[index])), [name]: cell }))
  const columns = Object.keys(lines[0] ?? {})
  const text = [columns, ...lines.map((line) => columns.map((column) => line[column as keyof typeof line]))]
  return preview(gestionnaire, genre, text.map((line) => line.join(";")).join("\n"), MORE[genre])
}

const lignes = (importId: string) =>
  rows(
    `select verdict, (select coalesce(array_agg(e ->> 'champ'), '{}') from jsonb_array_elements(erreurs) e) as champs,
       (select coalesce(array_agg(e ->> 'message'), '{}') from jsonb_array_elements(erreurs) e) as messages, differences
     from import_ligne where "importId" = $1 order by ligne`,
    importId,
  )

const register = () =>
  rows(
    `select (select md5(string_agg(c::text, '' order by id)) from collectivite c) as collectivites,
       (select md5(string_agg(f::text, '' order by "collectiviteId")) from fiche f) as fiches,
       (select md5(string_agg(p::text, '' order by code, genre, millesime)) from population p) as populations,
       (select count(*) from personne) as personnes, (select count(*) from rattachement) as rattachements`,
  )
