import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { approveCampagne, decideLigne, giveUpCampagne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { findProgress, findTotals, listCasADecider, listLignes } from "@/lib/cotisations/queries.ts"
import type { CreateCampagne } from "@/lib/cotisations/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { storeNextTranche } from "@/lib/titres/commands/store-pdfs.ts"
import { openTitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const other = agent({ personneId: "01900000-0000-7000-8000-000000000002" })

const input = (exercice: number, taux = "0.10"): CreateCampagne => ({
  exercice,
  taux: decimal(taux),
  genre: "totale",
  millesime: 2022,
  dateEmission: calendarDate(`${exercice}-03-01`),
  echeance: calendarDate(`${exercice}-03-31`),
})

async function create(exercice: number, taux?: string): Promise<string> {
  const made = await createCampagne(one, input(exercice, taux))
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}

async function decideAll(campagne: string) {
  for (const { id } of await read(one, (tx) => listCasADecider(tx, campagne)))
    await decideLigne(one, { campagne, ligne: id, decision: "inclure", motif: "Vérifié avec la mairie" })
}

async function launch(campagne: string) {
  await owner.query(`update campagne_ligne set decision = 'inclure' where "campagneId" = $1 and cas <> '{}'`, [
    campagne,
  ])
  expect(await requestApproval(one, { campagne })).toMatchObject({ ok: true })
  expect(await approveCampagne(other, { campagne })).toMatchObject({ ok: true })
  expect(await launchCampagne(one, { campagne })).toMatchObject({ ok: true })
}

const query = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query(text, values)).rows as T[]

/** Written from the definition: what each member owes is its base × the rate, rounded half up, or the flat amount. */
const DEFINITION = `
  select sum(case r.mode when 'taux_population' then round(p.habitants * r.taux, 2) * 100 when 'forfait' then r.montant else 0 end)::bigint as total
  from campagne k join campagne_regle r on r."campagneId" = k.id
  join collectivite c on c.type = r.type join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent' and a.jusqua is null
  left join population p on p.code = coalesce(c."codeInsee", c.siren) and p.genre = k."populationGenre" and p.millesime = k.millesime
  where k.id = $1`
const ISSUED = `select sum(t."montantTtc")::bigint as total, count(*)::int as titres from titre t where "campagneId" = $1`

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
}, 60_000)
afterAll(() => owner.end())

describe("a campaign over the 443 members", () => {
  let campagne: string

  it("finds what each type owes before anything is issued", async () => {
    campagne = await create(2027)
    const totals = await read(one, (tx) => findTotals(tx, campagne))
    expect(totals.membres).toBe(443)
    expect(Object.fromEntries(totals.parType.map(({ type, nombre, montant }) => [type, [nombre, montant]]))).toEqual({
      commune: [378, 5_656_330n],
      departement: [1, 500_000n],
      epci: [13, 650_000n],
      syndicat: [51, 510_000n],
    })
  })

  it("finds a member by its name, hyphens and apostrophes typed or not, and a flat amount beside it", async () => {
    const found = async (cherche: string) =>
      (
        await read(one, (tx) =>
          listLignes(tx, campagne, { cherche, type: undefined, vue: undefined, tri: "nom", page: 1 }),
        )
      ).map(({ nom, montant }) => ({ nom, montant }))
    expect(await found("Syndicat d'eau n° 01")).toEqual([{ nom: "Syndicat d'eau n° 01", montant: 10_000n }])
    expect(await found("Mesnils-sur-Iton")).toMatchObject([{ nom: "Mesnils-sur-Iton" }])
    expect(await found("iton mesnils")).toMatchObject([{ nom: "Mesnils-sur-Iton" }])
    expect(await found("200066462")).toEqual([{ nom: "CC Interco Normandie Sud Eure", montant: 50_000n }])
    expect(await found("%")).not.toEqual([])
  })

  it("refuses a second campaign for the same exercice, and an unknown population", async () => {
    expect(await createCampagne(one, input(2027))).toMatchObject({ ok: false, refusal: "campagne-existante" })
    expect(await createCampagne(one, { ...input(2029), millesime: 2040 })).toMatchObject({
      ok: false,
      refusal: "periode-sans-population",
    })
  })

  it("wants a second person, in the code and in the database", async () => {
    while ((await read(one, (tx) => listCasADecider(tx, campagne))).length > 0) await decideAll(campagne)
    await requestApproval(one, { campagne })
    expect(await approveCampagne(one, { campagne })).toMatchObject({ ok: false, refusal: "meme-personne" })
    await expect(
      owner.query(`update campagne set etat = 'approuvee', "approuveParId" = "soumisParId" where id = $1`, [campagne]),
    ).rejects.toThrow("campagne_seconde_personne")
    expect(await launchCampagne(one, { campagne })).toMatchObject({ ok: false, refusal: "etat-change" })
    expect(await approveCampagne(other, { campagne })).toMatchObject({ ok: true })
  })

  it("issues once, by several workers at once, numbers without a gap", async () => {
    expect(await launchCampagne(one, { campagne })).toMatchObject({ ok: true })
    expect(await launchCampagne(other, { campagne })).toMatchObject({ ok: false, refusal: "etat-change" })
    expect(await giveUpCampagne(one, { campagne, motif: "Trop tard" })).toMatchObject({
      ok: false,
      refusal: "etat-change",
    })
    const worker = async () => {
      while ((await issueNextTranche()).ok);
    }
    await Promise.all([worker(), worker(), worker()])

    const [sums] = await query<{ total: string; titres: number }>(ISSUED, [campagne])
    const [definition] = await query<{ total: string }>(DEFINITION, [campagne])
    expect(sums).toEqual({ total: "7316330", titres: 443 })
    expect(definition?.total).toBe(sums?.total)
    const numbers = await query<{ numero: number }>(`select numero from titre where "campagneId" = $1 order by 1`, [
      campagne,
    ])
    expect(numbers.map(({ numero }) => numero)).toEqual(Array.from({ length: 443 }, (_, index) => index + 1))
    const register =
      await query(`select 1 from titre_numero n join titre t on t.id = n."titreId" and t.numero = n.numero
      and t."collectiviteId" = n."debiteurId"`)
    expect(register).toHaveLength(443)
    expect(await read(one, (tx) => findProgress(tx, campagne))).toMatchObject({
      etat: "emise",
      titres: 443,
      emis: 443,
      pdfs: 0,
    })
  })

  it("is told to everybody of a member's team, as a legal notice of its own mails", async () => {
    const told = await query<{ legale: boolean; lien: string }>(
      `select n.legale, n.lien from notification n join titre t on t.id = n."objetId" where t."campagneId" = $1`,
      [campagne],
    )
    const [team] = await query<{ n: number }>(
      `select count(distinct (r."collectiviteId", r."personneId"))::int as n from rattachement r
       join titre t on t."collectiviteId" = r."collectiviteId" where t."campagneId" = $1`,
      [campagne],
    )
    expect(told).toHaveLength(team?.n ?? 0)
    expect(told.length).toBeGreaterThan(5)
    expect(told.every(({ legale, lien }) => legale && /^\/c\/\w+\/titres\//.test(lien))).toBe(true)
  })

  it("never changes what was issued, whoever asks", async () => {
    for (const statement of [
      `update titre set objet = 'x'`,
      `delete from titre`,
      `truncate titre_ligne cascade`,
      `update titre_suivi set note = 'x'`,
      `delete from titre_numero`,
    ])
      await expect(owner.query(statement), statement).rejects.toThrow("ne se modifie pas")
  })

  it("stores every page encrypted, its hash being that of the clear bytes", async () => {
    const storage = diskStorage(process.env.DOCUMENT_DIR ?? "")
    const pool = openTitrePdfPool(2)
    while ((await storeNextTranche({ storage, pool })).ok);
    await pool.close()
    expect(await read(one, (tx) => findProgress(tx, campagne))).toMatchObject({ pdfs: 443 })
    const [row] = await query<{ adresse: string }>(`select adresse from document limit 1`)
    const stored = await storage.get(row?.adresse ?? "")
    expect(
      Buffer.from(stored ?? [])
        .subarray(0, 5)
        .toString("latin1"),
    ).not.toBe("%PDF-")
  }, 120_000)
})

describe("sums", () => {
  it.each([
    [2031, "0.1234"],
    [2032, "0.000001"],
    [2033, "1.999999"],
  ])("of %i at %s € are those of the definition, line by line", async (exercice, taux) => {
    const campagne = await create(exercice, taux)
    await launch(campagne)
    while ((await issueNextTranche()).ok);
    const [sums] = await query<{ total: string; titres: number }>(ISSUED, [campagne])
    const [definition] = await query<{ total: string }>(DEFINITION, [campagne])
    expect(definition?.total).toBe(sums?.total)
  })
})

describe("giving up", () => {
  it("before the launch issues nothing, keeps the reason, and frees the exercice", async () => {
    const campagne = await create(2040)
    expect(await giveUpCampagne(one, { campagne, motif: "Taux à revoir" })).toMatchObject({ ok: true })
    expect(await query(`select from titre where "campagneId" = $1`, [campagne])).toHaveLength(0)
    expect(await createCampagne(one, input(2040))).toMatchObject({ ok: true })
  })
})
