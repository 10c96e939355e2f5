import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { approveCampagne, decideLigne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { listPartagesEnAttente } from "@/lib/cotisations/queries/rapprochement.ts"
import { createCampagneInput } from "@/lib/cotisations/schema.ts"
import { findFacturation, listAFacturer } from "@/lib/indicateurs/queries/facturation.ts"
import { abandonPartage, reopenPartage } from "@/lib/partages/commands/decide.ts"
import { issuePartage } from "@/lib/partages/commands/issue.ts"
import { findPartage, listPartages } from "@/lib/partages/queries/partages.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { sum } from "@/lib/platform/money.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const other = agent({ personneId: "01900000-0000-7000-8000-000000000002" })
const query = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows
const DAY = calendarDate("2026-11-22")

function taken<T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}

/** The cost that six communes of the demonstration share, validated. */
let partage = ""
let campagne = ""
const LEFT_OUT = "27112"

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: DAY })
  partage =
    (await query<{ id: string }>(`select id from partage where etat = 'valide' and cle = 'population'`))[0]?.id ?? ""
}, 60_000)
afterAll(() => owner.end())

const file = async () => {
  const found = await read(one, (tx) => findPartage(tx, partage))
  if (!found) throw new Error("no partage")
  return found
}
const waiting = async () =>
  (await read(one, (tx) => listAFacturer(tx, 2026, 1))).filter(({ partageId }) => partageId === partage)
/** Written from the definition: what titres ask for on behalf of this cost. */
const billed = async () =>
  query<{ insee: string; montant: string }>(
    `select c."codeInsee" as insee, sum(l."montantHt")::text as montant from titre_ligne l join collectivite c on c.id = l."beneficiaireId"
     where l.origine = 'partage/' || $1::text group by 1`,
    [partage],
  )

describe("a shared cost whose campaign left one payer out", () => {
  it("waits to be billed before any campaign asks for it, and is counted once when one does", async () => {
    expect(await waiting()).toHaveLength(6)
    campagne = taken(
      await createCampagne(
        one,
        createCampagneInput.parse({
          exercice: "2026",
          taux: "0,10",
          genre: "totale",
          millesime: "2022",
          dateEmission: "2026-12-01",
          echeance: "2026-12-31",
          avecServices: "oui",
          servicesDu: "2026-01-01",
          servicesAu: "2026-12-31",
        }),
      ),
    ).id
    expect(await waiting()).toEqual([])
  })

  it("is billed to the others, stays open, and says which share waits", async () => {
    await query(`update campagne_ligne set decision = 'inclure' where "campagneId" = $1 and cas <> '{}'`, [campagne])
    const [ligne] = await query<{ id: string }>(
      `select l.id from campagne_ligne l join collectivite c on c.id = l."collectiviteId"
       where l."campagneId" = $1 and c."codeInsee" = $2 and l.volet = 'services_exoneres'`,
      [campagne, LEFT_OUT],
    )
    const decision = { campagne, ligne: ligne?.id ?? "", decision: "exclure" as const, motif: "Payeur à revoir" }
    taken(await decideLigne(one, decision))
    expect(await waiting()).toHaveLength(1)
    taken(await requestApproval(one, { campagne }))
    taken(await approveCampagne(other, { campagne }))
    taken(await launchCampagne(one, { campagne }))
    expect(await issuePartage(one, { partage })).toMatchObject({ refusal: "dans-une-campagne" })
    while ((await issueNextTranche()).ok);

    const found = await file()
    expect(found).toMatchObject({ etat: "valide", restent: 1, attente: { titres: 1 } })
    expect(found.parts.filter(({ titre }) => titre !== null)).toHaveLength(5)
    expect(found.parts.find(({ attend }) => attend)).toMatchObject({ titre: null })
    expect((await read(one, listPartages)).find(({ id }) => id === partage)).toMatchObject({ restent: 1 })
    const [notice] = await read(one, (tx) => listPartagesEnAttente(tx, campagne))
    expect(notice).toMatchObject({ id: partage, parts: 1, montant: found.attente.montant })
    const [row] = await waiting()
    expect(row?.montant).toBe(found.attente.montant)
    const { aFacturer } = await read(one, (tx) => findFacturation(tx, 2026, DAY))
    expect(aFacturer).toEqual({ nombre: 1, montant: found.attente.montant })
  })

  it("is neither changed nor given up then, whoever asks", async () => {
    expect(await reopenPartage(one, { partage })).toMatchObject({ refusal: "deja-facture" })
    expect(await abandonPartage(one, { partage, motif: "Essai" })).toMatchObject({ refusal: "deja-facture" })
    const set = (etat: string) =>
      owner.query(`update partage set etat = $2::partage_etat where id = $1`, [partage, etat])
    await expect(set("brouillon")).rejects.toThrow("a déjà son titre")
    await expect(set("facture")).rejects.toThrow("attend encore son titre")
  })

  it("is over once the last share is billed alone: titres ask for the whole cost, each share once", async () => {
    const { montant } = await file()
    taken(await issuePartage(one, { partage }))
    expect(await file()).toMatchObject({ etat: "facture", restent: 0, attente: { titres: 0, montant: 0n } })
    const rows = await billed()
    expect(rows).toHaveLength(6)
    expect(sum(rows.map((row) => BigInt(row.montant)))).toBe(montant)
    expect(await read(one, (tx) => listPartagesEnAttente(tx, campagne))).toEqual([])
    expect(await waiting()).toEqual([])
    expect(await issuePartage(one, { partage })).toMatchObject({ refusal: "partage-change" })
  })
})
