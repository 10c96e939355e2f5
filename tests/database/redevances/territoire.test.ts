import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { findRedevances } from "@/lib/redevances/queries/commune.ts"
import { listDeadlines } from "@/lib/redevances/queries/deadlines.ts"
import { listBaremes } from "@/lib/redevances/queries/reference.ts"
import { findTotal, listParAnnee, listParCommune, listParOperateur } from "@/lib/redevances/queries/territoire.ts"
import { type Bilan, type LigneRedevance, summarize } from "@/lib/redevances/rules/situation.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const day = today()

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: day })
  // Cases that the demonstration does not hold: lower rates, whole euros, days, another due day.
  await owner.query("alter table deliberation_rodp disable trigger user")
  await owner.query(`update deliberation_rodp set arrondi = 'euro' where right(id::text, 1) in ('0', '1', '2', '3')`)
  await owner.query(
    `update deliberation_rodp set prorata = true, "exigibiliteMois" = 2, "exigibiliteJour" = 31 where right(id::text, 1) in ('4', '5')`,
  )
  await owner.query(`update deliberation_rodp set plafond = false, permanente = false, annee = 2026, "souterrainKm" = 33.33, "aerienKm" = 44.44,
    "empriseM2" = 11.11, "nonRoutierKm" = 999.99, "nonRoutierM2" = 555.55 where right(id::text, 1) in ('6', '7')`)
  await owner.query("alter table patrimoine_ligne disable trigger user")
  await owner.query(
    `update patrimoine_ligne set depuis = '2024-03-15', jusqua = '2026-08-20' where right(id::text, 1) in ('0', '1', '2')`,
  )
})
afterAll(() => owner.end())

it("the sums of the desk are those of each commune's own page, to the cent", async () => {
  const { rows } = await owner.query<{ id: string }>(`select distinct "collectiviteId" as id from patrimoine_etat`)
  const all: LigneRedevance[] = []
  // A transaction each, as each page has: all of them in one would outlive its limit on a busy machine.
  for (const { id } of rows) all.push(...(await read(staff, (tx) => findRedevances(tx, id, day))).lignes)
  const { total, years, operators } = await read(staff, async (tx) => ({
    total: await findTotal(tx, day),
    years: await listParAnnee(tx, day),
    operators: await listParOperateur(tx, day, null),
  }))
  expect(all.length).toBeGreaterThan(500)
  expect(pick(total)).toEqual(summarize(all, day))
  for (const year of years)
    expect(pick(year)).toEqual(
      summarize(
        all.filter(({ annee }) => annee === year.annee),
        day,
      ),
    )
  for (const one of operators) {
    expect(pick(one)).toEqual(
      summarize(
        all.filter(({ operateurId }) => operateurId === one.operateurId),
        day,
      ),
    )
  }
}, 60_000)

it("what a year without rates will lose is told too, without an amount", async () => {
  const all = await read(staff, (tx) => listDeadlines(tx, day, addDays(day, 2000)))
  const known = new Set((await read(staff, listBaremes)).map(({ annee }) => annee))
  const unknown = all.filter(({ annee }) => !known.has(annee))
  expect(unknown.length).toBeGreaterThan(0)
  for (const { montant } of unknown) expect(montant).toBeNull()
  for (const { montant } of all.filter(({ annee }) => known.has(annee))) expect(montant).toBeGreaterThan(0n)
})

it("rates of a draft are seen before they count", async () => {
  const { before, after, again } = await read(staff, async (tx) => {
    const [bareme] = await listBaremes(tx)
    if (!bareme) throw new Error("no rate")
    return {
      before: await findTotal(tx, day),
      after: await findTotal(tx, day, { ...bareme, annee: 2025 }),
      again: await findTotal(tx, day),
    }
  })
  expect(after.du).toBeGreaterThan(before.du)
  expect(after.sansBareme).toBeLessThan(before.sansBareme)
  expect(again).toEqual(before)
})

it("communes come with what they lose first on top, and the filter keeps one operator", async () => {
  const { all, one } = await read(staff, async (tx) => {
    const [operator] = await listParOperateur(tx, day, null)
    return {
      all: await listParCommune(tx, day, { annee: null, operateurId: null, page: 1 }),
      one: await listParCommune(tx, day, { annee: 2024, operateurId: operator?.operateurId ?? null, page: 1 }),
    }
  })
  const stakes = all.rows.map(({ enJeu }) => enJeu)
  expect(stakes).toEqual([...stakes].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0)))
  expect(one.counted).toBeLessThanOrEqual(all.counted)
})

const pick = ({ du, demande, recu, enJeu, perdu, sansBareme }: Bilan): Bilan => ({
  du,
  demande,
  recu,
  enJeu,
  perdu,
  sansBareme,
})
