import { randomUUID } from "node:crypto"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { AgentContext } from "@/lib/access/context.ts"
import { AccessRefused } from "@/lib/access/door.ts"
import { completeFiche } from "@/lib/collectivites/commands/complete-fiche.ts"
import { consultDossier } from "@/lib/collectivites/commands/consult.ts"
import { ficheInput } from "@/lib/collectivites/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const gestionnaire = agent({ personneId: randomUUID() })

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
})
afterAll(() => client.end())

const one = async (query: string, ...values: unknown[]) => (await client.query(query, values)).rows[0]
const publicIdOf = async (where: string): Promise<string> =>
  (await one(`select "publicId" from collectivite where ${where} order by "nomPlie" limit 1`)).publicId

async function versionOf(publicId: string): Promise<string> {
  const found = await consultDossier(gestionnaire, publicId, async () => null)
  if (!found.ok) throw new Error(`${publicId} is unknown`)
  return found.value.dossier.version
}

const form = (values: Record<string, string>) => ficheInput.parse(values)

describe("a file completed by the staff", () => {
  it("keeps what was typed and what was there before", async () => {
    const collectivite = await publicIdOf(`"codeInsee" = '27112'`)
    const version = await versionOf(collectivite)
    const input = {
      collectivite,
      version,
      siret: "200 058 246 00014",
      adresse: "1 place",
      codePostal: "27160",
      ville: "Breteuil",
    }
    expect(await completeFiche(gestionnaire, form(input))).toMatchObject({ ok: true })
    const trace = await one(
      "select avant, apres from journal where evenement = 'fiche.completed' order by le desc limit 1",
    )
    expect(trace).toMatchObject({ avant: { siret: null }, apres: { siret: "20005824600014", ville: "Breteuil" } })
  })

  it("tells the second of two people who read the same state", async () => {
    const collectivite = await publicIdOf(`"codeInsee" = '27229'`)
    const version = await versionOf(collectivite)
    const answers = await Promise.all([
      completeFiche(gestionnaire, form({ collectivite, version, ville: "Une" })),
      completeFiche(gestionnaire, form({ collectivite, version, ville: "Autre" })),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ refusal: "fiche-modifiee" })
  })

  it("takes the SIREN of a syndicat from its SIRET, once and for one body only", async () => {
    const first = await publicIdOf("type = 'syndicat' and siren is null")
    const second = await publicIdOf(`type = 'syndicat' and siren is null and "publicId" <> '${first}'`)
    const siret = "20099999300013"
    const own = { collectivite: first, version: await versionOf(first), siret }
    expect(await completeFiche(gestionnaire, form(own))).toMatchObject({ ok: true })
    expect(await one(`select siren from collectivite where "publicId" = $1`, first)).toEqual({
      siren: siret.slice(0, 9),
    })
    const other = { collectivite: second, version: await versionOf(second), siret }
    expect(await completeFiche(gestionnaire, form(other))).toMatchObject({ refusal: "siren-pris" })
  })

  it("stores nothing of a refusal", async () => {
    const collectivite = await publicIdOf(`"codeInsee" = '27701'`)
    const before = await one("select count(*)::int as n from journal where evenement = 'fiche.completed'")
    const refused = await completeFiche(gestionnaire, form({ collectivite, version: "ailleurs", ville: "Vernon" }))
    expect(refused).toMatchObject({ refusal: "fiche-modifiee" })
    expect(await one("select count(*)::int as n from journal where evenement = 'fiche.completed'")).toEqual(before)
    expect(await completeFiche(gestionnaire, form({ collectivite: "inconnue", version: "" }))).toMatchObject({
      refusal: "collectivite-inconnue",
    })
  })

  it("is no act of a member", async () => {
    const { id } = await one(`select id from collectivite where "codeInsee" = '27112'`)
    const secretaire = membre({ personneId: randomUUID() }, id) as unknown as AgentContext
    await expect(completeFiche(secretaire, form({ collectivite: "x", version: "" }))).rejects.toThrow(AccessRefused)
  })
})

describe("a file read by the staff", () => {
  it("leaves the name of its reader in the journal", async () => {
    const collectivite = await publicIdOf(`"codeInsee" = '27112'`)
    const reader = agent({ personneId: randomUUID() }, "support")
    await consultDossier(reader, collectivite, async () => null)
    const trace = await one(`select evenement from journal where "personneId" = $1`, reader.who.personneId)
    expect(trace).toEqual({ evenement: "fiche.consulted" })
  })

  it("is nothing for an unknown address, and leaves nothing", async () => {
    const reader = agent({ personneId: randomUUID() })
    expect(await consultDossier(reader, "inconnue", async () => null)).toEqual({ ok: false })
    expect(await one(`select 1 from journal where "personneId" = $1`, reader.who.personneId)).toBeUndefined()
  })
})
