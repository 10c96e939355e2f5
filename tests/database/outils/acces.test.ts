import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { recordAcces } from "@/lib/outils/commands/manage.ts"
import { decideReprise } from "@/lib/outils/commands/reprises.ts"
import { endDroits } from "@/lib/outils/commands/watch.ts"
import { findModule, listModules, listOutils } from "@/lib/outils/queries/outils.ts"
import { accesInput, repriseInput } from "@/lib/outils/schema.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { finishNextSuccession } from "@/lib/successions/commands/finish.ts"
import { mergeCommunes } from "@/lib/successions/commands/merge.ts"
import { mergeInput } from "@/lib/successions/schema.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const TOOL = "tiers-teletransmission"
const CODES = ["27112", "27198"] as const
const SOON = addDays(today(), 20)

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const record = (code: string, comptes: string, certificatJusqua: string) =>
  recordAcces(
    staff,
    accesInput.parse({
      ...{ service: TOOL, collectivite: stablePublicId(code), comptes, identifiant: `acces-${code}` },
      ...{ certificatJusqua, dernierUsageLe: today() },
    }),
  )
const toolOf = async (collectiviteId: string) => {
  const who = { personneId: personneId("secretaire.breteuil") }
  const ctx = membre(who, collectiviteId)
  return (await read(ctx, (tx) => listOutils(tx, { collectiviteId, ...who }, new Date()))).find(
    ({ slug }) => slug === TOOL,
  )
}
const reprises = async () => (await read(staff, (tx) => findModule(tx, TOOL)))?.reprises ?? []
const module = async () => (await read(staff, listModules)).find(({ slug }) => slug === TOOL)

describe("the accounts of two communes that merge tomorrow", () => {
  let made: { id: string; collectivite: string }

  it("stay where they are until the day, then pass under the name they were opened in, certificates too", async () => {
    succeeded(await record(CODES[0], "3", SOON))
    succeeded(await record(CODES[1], "2", addDays(today(), 400)))
    const before = Number((await module())?.certificats)
    const held = (await toolOf(stableId("collectivite", CODES[0])))?.droit
    expect(held).toMatchObject({ profil: "Agent télétransmetteur", jusqua: null })
    made = succeeded(
      await mergeCommunes(
        staff,
        mergeInput.parse({
          ...{ nom: "Bourg-Nouveau", le: addDays(today(), 1), predecesseurs: CODES.map(stablePublicId) },
          ...{ codeInsee: CODES[0], siren: "", fondement: "Arrêté préfectoral du 2 octobre 2026" },
        }),
      ),
    )
    expect(await toolOf(made.id)).toMatchObject({ acces: null, reprises: [] })
    await owner.query(`update succession set le = $2 where "successeurId" = $1`, [made.id, today()])
    await owner.query(`update rattachement set depuis = $2 where "collectiviteId" = $1`, [made.id, today()])
    const gone = CODES.map((code) => stableId("collectivite", code))
    await owner.query(`update rattachement set jusqua = $2 where "collectiviteId" = any ($1)`, [gone, today()])
    // Of a body that disappears today, no right ends before it has passed to who takes over.
    expect(await endDroits(new Date())).toMatchObject({ refusal: "rien" })
    for (const _ of CODES) expect((await finishNextSuccession()).ok).toBe(true)

    const tool = await toolOf(made.id)
    expect(tool).toMatchObject({ acces: null, souscription: { etat: "en_service" } })
    // Secrétaire of both before, she opens it for the commune nouvelle; for Breteuil nobody does any more.
    expect(tool).toMatchObject({ droit: { profil: "Agent télétransmetteur", depuis: today() }, nommes: 1 })
    expect(await toolOf(stableId("collectivite", CODES[0]))).toMatchObject({ droit: null, nommes: 0 })
    expect(
      tool?.reprises.map(({ titulaire, comptes, identifiant }) => [titulaire, comptes, identifiant]).sort(),
    ).toEqual([
      ["Breteuil", 3, "acces-27112"],
      ["Mesnils-sur-Iton", 2, "acces-27198"],
    ])
    expect((await reprises()).map(({ nom, titulaire }) => [nom, titulaire])).toEqual([
      ["Bourg-Nouveau", "Breteuil"],
      ["Bourg-Nouveau", "Mesnils-sur-Iton"],
    ])
    // The old file keeps what it was; its certificate is told of once, under who answers for it now.
    expect(await module()).toMatchObject({ reprises: 2, certificats: before })
    const { rows } = await owner.query(
      `select count(*)::int as n from module_acces where "collectiviteId" = any ($1) and "closLe" is null`,
      [CODES.map((code) => stableId("collectivite", code))],
    )
    expect(rows).toEqual([{ n: 0 }])
  })

  const decide = async (titulaire: string, decision: "integrer" | "fermer", collectivite = made.collectivite) => {
    const found = (await reprises()).find((one) => one.titulaire === titulaire)
    const id = found?.id ?? stableId("acces", titulaire)
    return decideReprise(staff, repriseInput.parse({ service: TOOL, collectivite, acces: id, decision }))
  }

  it("are integrated into the access of the commune nouvelle, or closed; once, and under its own address only", async () => {
    expect(await decide("Breteuil", "integrer", stablePublicId(CODES[0]))).toMatchObject({
      refusal: "reprise-inconnue",
    })
    succeeded(await decide("Breteuil", "integrer"))
    expect(await toolOf(made.id)).toMatchObject({
      acces: { comptes: 3, identifiant: "acces-27112", certificatJusqua: SOON, dernierUsageLe: today() },
      reprises: [{ titulaire: "Mesnils-sur-Iton" }],
    })
    expect(await decide("Breteuil", "integrer")).toMatchObject({ refusal: "reprise-inconnue" })
    succeeded(await decide("Mesnils-sur-Iton", "fermer"))
    expect(await toolOf(made.id)).toMatchObject({ acces: { comptes: 3 }, reprises: [] })
    expect(await module()).toMatchObject({ reprises: 0 })
  })
})
