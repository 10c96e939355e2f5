import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PUBLIC, systeme } from "@/lib/access/context.ts"
import { AccessRefused, read, write } from "@/lib/access/door.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { ok, refuse } from "@/lib/platform/result.ts"
import { agent, membre } from "@/tests/support/contexts.ts"

const who = { personneId: randomUUID() }
const administrateur = agent(who, "administrateur")
const collectivite = randomUUID()

const createPilier = (id: string, journal: boolean) =>
  write(administrateur, "operateur.settings", async (tx) => {
    await tx.$executeRaw`insert into pilier (id, nom, besoin, rang) values (${id}, 'Essai', 'Essai', 1)`
    if (journal) await tx.journal("essai", { objet: `pilier/${id}` })
    return ok(id)
  })

const countPiliers = (id: string) => read(administrateur, (tx) => tx.pilier.count({ where: { id } }))

describe("the door", () => {
  beforeAll(() =>
    write(administrateur, "operateur.settings", async (tx) => {
      await tx.collectivite.create({
        data: {
          id: collectivite,
          publicId: "porteporte",
          type: "commune",
          nom: "Essai",
          nomPlie: "essai",
          departement: "27",
          codesPostaux: [],
        },
      })
      await tx.journal("essai")
    }),
  )
  afterAll(closeDatabase)

  it("keeps a change together with its trace", async () => {
    await createPilier("avec-trace", true)
    expect(await countPiliers("avec-trace")).toBe(1)
    const traces = await read(administrateur, async (tx) => {
      const [row] = await tx.$queryRaw<
        { count: bigint }[]
      >`select count(*) from journal where objet = 'pilier/avec-trace'`
      return Number(row?.count)
    })
    expect(traces).toBe(1)
  })

  it("fails a change without a trace, and keeps nothing of it", async () => {
    await expect(createPilier("sans-trace", false)).rejects.toThrow("without its trace")
    expect(await countPiliers("sans-trace")).toBe(0)
  })

  it("rolls back what was written before a refusal, and returns the refusal", async () => {
    const answer = await write(administrateur, "operateur.settings", async (tx) => {
      await tx.$executeRaw`insert into pilier (id, nom, besoin, rang) values ('refuse', 'Essai', 'Essai', 1)`
      await tx.journal("essai")
      return refuse("trop-tard")
    })
    expect(answer).toEqual({ ok: false, refusal: "trop-tard", details: undefined })
    expect(await countPiliers("refuse")).toBe(0)
  })

  it("refuses an act without the right before any statement", async () => {
    await expect(write(PUBLIC, "operateur.settings", async () => ok(null))).rejects.toThrow(AccessRefused)
  })

  it("writes nothing inside a read", async () => {
    await expect(
      read(
        administrateur,
        (tx) => tx.$executeRaw`insert into pilier (id, nom, besoin, rang) values ('lu', 'x', 'x', 1)`,
      ),
    ).rejects.toThrow("read-only")
  })

  it("shows a member only what it is for, and forgets it with the transaction", async () => {
    await write(administrateur, "collectivites.edit", async (tx) => {
      await tx.fiche.create({ data: { collectiviteId: collectivite, siret: "21270229400018" } })
      await tx.journal("essai", { concerneId: collectivite })
    })
    const count = (ctx: Parameters<typeof read>[0]) => read(ctx, (tx) => tx.fiche.count())
    expect(await count(membre(who, collectivite))).toBe(1)
    expect(await count(membre(who, randomUUID()))).toBe(0)
    expect(await count(PUBLIC)).toBe(0)
    expect(await count(systeme("essai", [collectivite as never]))).toBe(1)
    expect(await count(systeme("essai", "operateur"))).toBe(1)
  })

  it("writes to the journal who acted and for whom, and nobody changes it", async () => {
    const [trace] = await read(
      administrateur,
      (tx) =>
        tx.$queryRaw<
          { personneId: string; contexte: string }[]
        >`select "personneId", contexte from journal where "concerneId" = ${collectivite}::uuid`,
    )
    expect(trace).toEqual({ personneId: who.personneId, contexte: "agent" })
    await expect(
      write(administrateur, "operateur.settings", (tx) => tx.$executeRaw`delete from journal`),
    ).rejects.toThrow(/permission denied/)
  })
})
