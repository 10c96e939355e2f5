import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { PUBLIC } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { askToJoin } from "@/lib/adhesions/commands/ask-to-join.ts"
import { accept, decline, takeUp } from "@/lib/adhesions/commands/decide.ts"
import { countDemandes, findDemande, listDemandes } from "@/lib/adhesions/queries/demandes.ts"
import { demandesFilter } from "@/lib/adhesions/schema.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "../../support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const PROSPECTS = ["27002", "27006", "27010", "27012", "27013", "27019", "27027"]

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
  const { rows } = await client.query<{ id: string }>(
    `select id from demande_adhesion where "collectiviteId" = $1 order by id desc`,
    [stableId("collectivite", code)],
  )
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

  let code = ""
  const codes = [...PROSPECTS]

  // A file, once open, is never deleted: each test has a prospect of its own.
  beforeEach(async () => {
    code = String(codes.shift())
    demande = await ask(code)
  })

  it("finds it in the list of what waits", async () => {
    const filter = demandesFilter.parse({ etat: "n'importe quoi", page: "-3" })
    const rows = await read(staff, (tx) => listDemandes(tx, filter, { limit: 50, offset: 0 }))
    expect(rows.map(({ collectivite }) => collectivite.nom)).toContain("Acon")
    expect(await read(staff, (tx) => countDemandes(tx, filter, 10))).toBe(rows.length)
  })

  it("takes it up, then refuses it with a reason; nothing changes after", async () => {
    expect((await takeUp(staff, { demande })).ok).toBe(true)
    expect((await decline(staff, { demande, motif: "Hors du territoire." })).ok).toBe(true)
    expect(await stateOf(demande)).toBe("refusee")
    expect(await takeUp(staff, { demande })).toMatchObject({ refusal: "demande-decidee", details: { etat: "refusée" } })
    expect(await accept(staff, { demande })).toMatchObject({ refusal: "demande-decidee" })
    expect(await memberships(code)).toHaveLength(1)
  })

  it("accepts: the membership's file opens, and nobody is a member yet; two agents at once open one", async () => {
    const answers = await Promise.all([
      accept(staff, { demande }),
      accept(agent({ personneId: personneId("gestionnaire.second") }), { demande }),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await stateOf(demande)).toBe("acceptee")
    expect(await memberships(code)).toMatchObject([{ statut: "prospect", jusqua: null }])
    const { rows } = await client.query(
      `select etat, "demandeAdhesionId" from dossier_adhesion where "collectiviteId" = $1`,
      [stableId("collectivite", code)],
    )
    expect(rows).toEqual([{ etat: "en_preparation", demandeAdhesionId: demande }])
    const again = await ask(code)
    expect(await accept(staff, { demande: again })).toMatchObject({ refusal: "dossier-ouvert" })
    expect(await stateOf(again)).toBe("recue")
  })

  it("refuses to make a member of a member", async () => {
    const other = await ask("27112")
    expect(await accept(staff, { demande: other })).toMatchObject({ refusal: "deja-adherente" })
  })

  it("knows nothing of an unknown request", async () => {
    expect(await takeUp(staff, { demande: stableId("demande", "inconnue") })).toMatchObject({
      refusal: "demande-inconnue",
    })
  })

  it("lets neither support nor a member decide", async () => {
    const support = agent({ personneId: personneId("support") }, "support")
    await expect(takeUp(support, { demande })).rejects.toThrow(AccessRefused)
    const forged = membre({ personneId: personneId("maire.breteuil") }, stableId("collectivite", code), ["elu"])
    await expect(takeUp(forged as never, { demande })).rejects.toThrow(AccessRefused)
    expect(await stateOf(demande)).toBe("recue")
  })
})
