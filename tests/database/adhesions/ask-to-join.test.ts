import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { type CollectiviteId, PUBLIC, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { askToJoin } from "@/lib/adhesions/commands/ask-to-join.ts"
import { findSimulation } from "@/lib/adhesions/queries/simulation.ts"
import { searchCollectivites } from "@/lib/collectivites/queries/public-register.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { seed } from "@/prisma/seed/seed.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })
const today = calendarDate("2026-11-22")

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today })
})
afterAll(() => client.end())

const names = async (typed: string) =>
  (await read(PUBLIC, (tx) => searchCollectivites(tx, typed, ["commune", "epci"], 8))).map(({ nom }) => nom)

describe("the search of a commune", () => {
  it("does not mind accents, capitals, hyphens, nor short forms", async () => {
    expect((await names("evreux"))[0]).toBe("Évreux")
    expect((await names("ÉVREUX"))[0]).toBe("Évreux")
    expect((await names("pont de l arche"))[0]).toBe("Pont-de-l'Arche")
    expect(await names("cricqueboeuf")).toEqual(["Cricquebœuf"])
    expect(await names("st-georges-motel")).toContain("Saint-Georges-Motel")
  })

  it("does not mind a slip of the finger", async () => {
    expect(await names("bretuil")).toContain("Breteuil")
    expect(await names("verneil d'avre")).toContain("Verneuil d'Avre et d'Iton")
  })

  it("puts what begins so first, and finds by postcode", async () => {
    expect((await names("bre"))[0]).toMatch(/^Br/)
    expect((await names("breteuil"))[0]).toBe("Breteuil")
    expect(await names("27160")).toEqual(expect.arrayContaining(["Breteuil", "Marbois"]))
  })

  it("finds nothing for nothing, and takes any text", async () => {
    for (const typed of [
      "",
      "  ",
      "%",
      "_",
      "'; drop table collectivite; --",
      "\u0000",
      "x".repeat(5000),
      "<script>",
    ]) {
      expect(Array.isArray(await names(typed))).toBe(true)
    }
    expect(await names("%")).toEqual([])
    expect(await names("zzzzqqqq")).toEqual([])
  })
})

describe("the simulator", () => {
  it("gives Breteuil's cotisation, what it includes, and its neighbours as a count", async () => {
    const simulation = await read(PUBLIC, (tx) => findSimulation(tx, stablePublicId("27112"), today))
    expect(simulation).toMatchObject({
      habitants: 4419,
      cotisation: 44_190n,
      voisins: { communes: 40, adherentes: 29 },
    })
    expect(simulation?.inclus).toHaveLength(17)
  })

  it("gives an EPCI its flat amount, labelled as an assumption", async () => {
    const simulation = await read(PUBLIC, (tx) => findSimulation(tx, stablePublicId("200066462"), today))
    expect(simulation).toMatchObject({ cotisation: 50_000n, regle: { hypothese: true }, voisins: null })
  })

  it("knows nothing of an unknown address", async () => {
    expect(await read(PUBLIC, (tx) => findSimulation(tx, "0000000000", today))).toBeNull()
  })
})

describe("a request to join", () => {
  const acon = "27002"
  const input = {
    collectivite: stablePublicId(acon),
    categorieJuridique: "7210",
    contactNom: "Une personne",
    contactFonction: "Maire",
    contactCourriel: "maire@demo.invalid",
    contactTelephone: null,
    message: null,
  }
  /** The demonstration's own have become dossiers. */
  const ASKED = `not exists (select from dossier_adhesion f where f."demandeAdhesionId" = demande_adhesion.id)`
  const requests = async () =>
    (await client.query(`select "contactCourriel", etat from demande_adhesion where ${ASKED}`)).rows

  beforeEach(() => client.query(`delete from demande_adhesion where ${ASKED}`))

  it("becomes a prospect entry with its trace", async () => {
    expect(await askToJoin(PUBLIC, input)).toEqual({ ok: true, value: { publicId: input.collectivite } })
    expect(await requests()).toEqual([{ contactCourriel: "maire@demo.invalid", etat: "recue" }])
    const { rows } = await client.query('select contexte, raison, evenement from journal where "concerneId" = $1', [
      stableId("collectivite", acon),
    ])
    expect(rows).toEqual([{ contexte: "systeme", raison: "demande-adhesion", evenement: "adhesion.demandee" }])
  })

  it("sent twice, even at once, is one entry", async () => {
    await Promise.all([askToJoin(PUBLIC, input), askToJoin(PUBLIC, input), askToJoin(PUBLIC, input)])
    expect(await requests()).toHaveLength(1)
  })

  it("is answered to a member as to any other: the visitor learns nothing", async () => {
    const member = { ...input, collectivite: stablePublicId("27112") }
    expect(await askToJoin(PUBLIC, member)).toEqual({ ok: true, value: { publicId: member.collectivite } })
  })

  it("of a private body is refused, and nothing is stored", async () => {
    expect(await askToJoin(PUBLIC, { ...input, categorieJuridique: "9220" })).toMatchObject({
      refusal: "organisme-prive",
    })
    expect(await requests()).toEqual([])
  })

  it("for an unknown collectivité is refused", async () => {
    expect(await askToJoin(PUBLIC, { ...input, collectivite: "0000000000" })).toMatchObject({
      refusal: "collectivite-inconnue",
    })
  })

  it("is refused past five in one day for one collectivité", async () => {
    const send = (index: number) => askToJoin(PUBLIC, { ...input, contactCourriel: `${index}@demo.invalid` })
    for (const index of [1, 2, 3, 4, 5]) expect((await send(index)).ok).toBe(true)
    expect(await send(6)).toMatchObject({ refusal: "trop-de-demandes" })
    expect(await requests()).toHaveLength(5)
  })

  it("is read by nobody without a context, nor in another collectivité's", async () => {
    await askToJoin(PUBLIC, input)
    const other = systeme("essai", [stableId("collectivite", "27112") as CollectiviteId])
    expect(await read(PUBLIC, (tx) => tx.demandeAdhesion.count())).toBe(0)
    expect(await read(other, (tx) => tx.demandeAdhesion.count())).toBe(0)
  })
})
