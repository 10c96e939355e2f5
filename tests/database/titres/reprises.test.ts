import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { askAgain } from "@/lib/echanges/commands/ask-again.ts"
import { findEnvois, listReprises } from "@/lib/echanges/queries/reprises.ts"
import { askAgainInput } from "@/lib/echanges/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { storeNextAlone } from "@/lib/titres/commands/store-alone.ts"
import type { TitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { onePagePdf } from "@/tests/support/files.ts"
import { insertTitre } from "@/tests/support/issued-titres.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const storage = diskStorage(process.env.DOCUMENT_DIR ?? "/tmp/portail-reprises")
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const rows = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows
/** A year of its own: the demonstration's titres are of others. */
const YEAR = 2031

/** Draws every page but those of these numbers, and counts what was asked. */
let broken = new Set<number>()
let asked = 0
const pool: TitrePdfPool = {
  render: async (titre) => {
    asked += 1
    if (titre.exercice === YEAR && broken.has(titre.numero)) throw new Error("la police manque")
    return Buffer.from(onePagePdf())
  },
  close: async () => undefined,
}
const draw = async () => {
  while ((await storeNextAlone({ storage, pool })).ok);
}
const again = (input: Record<string, unknown>) =>
  askAgain(one, askAgainInput.parse({ exercice: String(YEAR), quoi: "choix", ...input }))
const listed = () => read(one, (tx) => listReprises(tx, YEAR, 1))
const envois = () => read(one, (tx) => findEnvois(tx, YEAR))

const titres: string[] = []
beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
  const bodies = await rows<{ id: string }>(
    `select c.id from collectivite c join adhesion a on a."collectiviteId" = c.id where a.statut = 'adherent' order by c.nom limit 6`,
  )
  for (const [index, { id: collectiviteId }] of bodies.entries()) {
    const canal = index < 3 ? "papier" : "depot"
    const { titreId } = await insertTitre(owner, { collectiviteId, montant: 10_000n, exercice: YEAR, canal })
    titres.push(titreId)
  }
}, 60_000)
afterAll(() => owner.end())

describe("pages that cannot be made", () => {
  it("keep back no other, are listed with the reason, and are not tried again before their time", async () => {
    const numeros = await rows<{ numero: number }>(`select numero from titre where id = any($1) order by numero`, [
      titres.slice(0, 2),
    ])
    broken = new Set(numeros.map(({ numero }) => numero))
    await draw()
    expect(await envois()).toMatchObject({ pages: { tous: 6, faits: 4, echecs: 2 } })
    expect(await listed()).toMatchObject([
      { titreId: titres[0], depotId: null, message: "la police manque" },
      { titreId: titres[1], depotId: null, message: "la police manque" },
    ])
    const before = asked
    await draw()
    expect(asked).toBe(before)
    expect(await rows(`select essais, "prochainEssaiLe" > now() as plus_tard from titre_page_echec`)).toEqual([
      { essais: 1, plus_tard: true },
      { essais: 1, plus_tard: true },
    ])
  })

  it("are tried again at once at the word of those who bill, those chosen only", async () => {
    expect(await again({})).toMatchObject({ refusal: "rien-de-coche" })
    expect(await again({ titres: titres[5] })).toMatchObject({ refusal: "rien-a-refaire" })
    const support = agent({ personneId: one.who.personneId }, "support")
    await expect(askAgain(support, { exercice: YEAR, quoi: "choix", titres })).rejects.toThrow()
    expect(await again({ titres: titres[0] })).toMatchObject({ value: { pages: 1, depots: 0 } })
    broken = new Set()
    await draw()
    expect((await listed()).map(({ titreId }) => titreId)).toEqual([titres[1]])
    expect(
      await rows(`select "objetId" from document where genre = 'titre' and "objetId" = $1`, [titres[0]]),
    ).toHaveLength(1)
  })

  it("wait longer after each failure", async () => {
    const [row] = await rows<{ numero: number }>(`select numero from titre where id = $1`, [titres[1]])
    broken = new Set([row?.numero ?? 0])
    expect(await again({ titres: titres[1] })).toMatchObject({ ok: true })
    await draw()
    const [echec] = await rows(
      `select essais, extract(epoch from "prochainEssaiLe" - now()) > 100 as longtemps from titre_page_echec`,
    )
    expect(echec).toEqual({ essais: 2, longtemps: true })
  })
})

describe("refused deposits", () => {
  it("leave again with the pages that failed, some or all of an exercice; what was sent is not touched", async () => {
    for (const [index, etat] of ["rejete", "a_corriger", "depose"].entries())
      await owner.query(
        `insert into depot ("collectiviteId", "titreId", "nomFichier", etat, "numeroFlux", "deposeLe")
         select "collectiviteId", id, 'essai-' || $3::text || '.pdf', $2::depot_etat, 'F' || $3::text, now() from titre where id = $1`,
        [titres[3 + index], etat, index],
      )
    expect(await envois()).toMatchObject({ depots: { tous: 3, faits: 1, echecs: 2 } })
    expect((await listed()).map(({ depotEtat }) => depotEtat)).toEqual([null, "rejete", "a_corriger"])
    expect(await again({ titres: [titres[3], titres[5]] })).toMatchObject({ value: { depots: 1, pages: 0 } })
    expect(await again({ quoi: "tout" })).toMatchObject({ value: { depots: 1, pages: 1 } })
    const etats = await rows<{ etat: string }>(`select d.etat from depot d where d."titreId" = any($1)`, [titres])
    expect(etats.map(({ etat }) => etat).sort()).toEqual(["a_deposer", "a_deposer", "depose"])
    expect(
      await rows(`select 1 from depot_suivi s join depot d on d.id = s."depotId" where d."titreId" = any($1)`, [
        titres,
      ]),
    ).toHaveLength(2)
    broken = new Set()
    await draw()
    expect(await again({ quoi: "tout" })).toMatchObject({ refusal: "rien-a-refaire" })
    expect(await envois()).toMatchObject({ pages: { tous: 6, faits: 6, echecs: 0 } })
  })
})
