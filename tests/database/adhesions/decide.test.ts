import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { PUBLIC } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { askToJoin } from "@/lib/adhesions/commands/ask-to-join.ts"
import { accept, decline, takeUp } from "@/lib/adhesions/commands/decide.ts"
import { countDemandes, findDemande, listDemandes } from "@/lib/adhesions/queries/demandes.ts"
import { demandesFilter } from "@/lib/adhesions/schema.ts"
import { addDays, calendarDate, today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "../../support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const PROSPECT = "27002"
const depuis = calendarDate("2026-01-01")
const deliberation = "2026-12 du 3 mars 2026"

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27" })
})
afterAll(() => client.end())

async function ask(code: string): Promise<string> {
  await askToJoin(PUBLIC, {
    collectivite: stablePublicId(code),
    categorieJuridique: "7210",
    contactNom: "Une personne",
    contactFonction: "Maire",
    contactCourriel: "maire@demo.invalid",
    contactTelephone: null,
    message: null,
  })
  const { rows } = await client.query<{ id: string }>(`select id from demande_adhesion where "collectiviteId" = $1`, [
    stableId("collectivite", code),
  ])
  return rows[0]?.id ?? ""
}

const memberships = async (code: string) =>
  (
    await client.query<{ statut: string; depuis: string; jusqua: string | null; synthetique: boolean }>(
      `select statut, depuis::text, jusqua::text, synthetique from adhesion where "collectiviteId" = $1 order by depuis`,
      [stableId("collectivite", code)],
    )
  ).rows

const stateOf = (id: string) => read(staff, (tx) => findDemande(tx, id)).then((demande) => demande?.etat)

describe("the desk answers a request to join", () => {
  let demande = ""

  beforeEach(async () => {
    await client.query("delete from demande_adhesion")
    demande = await ask(PROSPECT)
  })

  it("finds it in the list of what waits", async () => {
    const filter = demandesFilter.parse({ etat: "n'importe quoi", page: "-3" })
    const rows = await read(staff, (tx) => listDemandes(tx, filter, { limit: 50, offset: 0 }))
    expect(rows.map(({ collectivite }) => collectivite.nom)).toEqual(["Acon"])
    expect(await read(staff, (tx) => countDemandes(tx, filter, 10))).toBe(1)
  })

  it("takes it up, then refuses it with a reason; nothing changes after", async () => {
    expect((await takeUp(staff, { demande })).ok).toBe(true)
    expect((await decline(staff, { demande, motif: "Hors du territoire." })).ok).toBe(true)
    expect(await stateOf(demande)).toBe("refusee")
    expect(await takeUp(staff, { demande })).toMatchObject({ refusal: "demande-decidee", details: { etat: "refusée" } })
    expect(await accept(staff, { demande, depuis, deliberation })).toMatchObject({ refusal: "demande-decidee" })
    expect(await memberships(PROSPECT)).toHaveLength(1)
  })

  it("refuses a date in the future, or before the present situation began", async () => {
    const tomorrow = addDays(today(), 1)
    expect(await accept(staff, { demande, depuis: tomorrow, deliberation })).toMatchObject({ refusal: "date-future" })
    const before = calendarDate("2024-01-01")
    expect(await accept(staff, { demande, depuis: before, deliberation })).toMatchObject({ refusal: "date-anterieure" })
    expect(await stateOf(demande)).toBe("recue")
  })

  it("accepts: a member from that day, what it was before ends, with its trace; two agents at once make one member", async () => {
    const answers = await Promise.all([
      accept(staff, { demande, depuis, deliberation }),
      accept(agent({ personneId: personneId("gestionnaire.second") }), { demande, depuis, deliberation }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await memberships(PROSPECT)).toEqual([
      { statut: "prospect", depuis: "2024-01-01", jusqua: "2026-01-01", synthetique: true },
      { statut: "adherent", depuis: "2026-01-01", jusqua: null, synthetique: false },
    ])
    const { rows } = await client.query(
      `select contexte, avant, apres from journal where evenement = 'adhesion.acceptee'`,
    )
    expect(rows).toMatchObject([{ contexte: "agent", avant: { statut: "prospect" }, apres: { etat: "acceptee" } }])
  })

  it("refuses to make a member of a member", async () => {
    const other = await ask("27112")
    expect(await accept(staff, { demande: other, depuis, deliberation })).toMatchObject({
      refusal: "transition-interdite",
    })
  })

  it("knows nothing of an unknown request", async () => {
    expect(await takeUp(staff, { demande: stableId("demande", "inconnue") })).toMatchObject({
      refusal: "demande-inconnue",
    })
  })

  it("lets neither support nor a member decide", async () => {
    const support = agent({ personneId: personneId("support") }, "support")
    await expect(takeUp(support, { demande })).rejects.toThrow(AccessRefused)
    const forged = membre({ personneId: personneId("maire.breteuil") }, stableId("collectivite", PROSPECT), ["elu"])
    await expect(takeUp(forged as never, { demande })).rejects.toThrow(AccessRefused)
    expect(await stateOf(demande)).toBe("recue")
  })
})
