import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import {
  createSimulation,
  dropSimulation,
  resumeSimulation,
  voteSimulation,
} from "@/lib/cotisations/commands/simulate.ts"
import { computeEffets, findSimulation, listPrixSimulables } from "@/lib/cotisations/queries/simulations.ts"
import { bilanOf } from "@/lib/cotisations/rules/simulation.ts"
import { simulationInput } from "@/lib/cotisations/schema/simulation.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { voteDeliberation } from "@/tests/support/deliberations.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const query = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows

async function simulate(input: Record<string, string>) {
  const made = await createSimulation(staff, simulationInput.parse({ libelle: "Essai", exercice: "2028", ...input }))
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}
const tarifOf = async (slug: string, unite: string): Promise<string> => {
  const [row] = await query<{ id: string }>(
    `select t.id from tarif t join service v on v.id = t."serviceId" where v.slug = $1 and t.unite = $2 and t.genre = 'usage' order by t.depuis limit 1`,
    [slug, unite],
  )
  return row?.id ?? ""
}
const effetsOf = (id: string) =>
  read(staff, async (tx) => {
    const simulation = await findSimulation(tx, id)
    return simulation ? computeEffets(tx, simulation) : []
  })

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
}, 60_000)
afterAll(() => owner.end())

it("a rate is tried on every commune: totals by the definition, and nobody's cotisation has changed", async () => {
  const id = await simulate({ objet: "taux_population", type: "commune", taux: "0,12" })
  const [expected] = await query<{ membres: number; avant: string; apres: string }>(
    `select count(*)::int as membres, sum(round(p.habitants * 0.10, 2) * 100)::bigint as avant, sum(round(p.habitants * 0.12, 2) * 100)::bigint as apres
     from adhesion a join collectivite c on c.id = a."collectiviteId" and c.type = 'commune'
     join population p on p.code = c."codeInsee" and p.genre = 'totale' and p.millesime = 2022 where a.statut = 'adherent' and a.jusqua is null`,
  )
  const bilan = bilanOf(await effetsOf(id))
  expect({ membres: bilan.membres, avant: String(bilan.avant), apres: String(bilan.apres) }).toEqual(expected)
  expect(bilan.perdants.nombre).toBe(378)
  expect(await query(`select 1 from regle_cotisation where depuis = '2028-01-01'`)).toEqual([])
})

it("bands have winners and losers, and a floor raises the smallest", async () => {
  const id = await simulate({ objet: "bandes", type: "commune", bandes: "500 ; 40\n2000 ; 120\nau-delà ; 400" })
  const { gagnants, perdants, avant, apres } = bilanOf(await effetsOf(id))
  expect(gagnants.nombre).toBeGreaterThan(10)
  expect(perdants.nombre).toBeGreaterThan(10)
  expect(gagnants.montant + perdants.montant).toBe(apres - avant)
})

it("a price of a service is tried on all who use it, a whole year", async () => {
  const id = await simulate({ objet: "service", tarif: await tarifOf("pack-cyber", "poste"), prixUnitaire: "15" })
  const { avant, apres, membres } = bilanOf(await effetsOf(id))
  expect(membres).toBeGreaterThan(20)
  // 14 € → 15 €: whatever is installed once does not change.
  const [units] = await query<{ postes: number }>(
    `select count(*)::int as postes from poste q join souscription s on s.id = q."souscriptionId" join commande o on o.id = q."commandeId"
     where s.etat = 'en_service' and q."retireLe" is null and o.etat not in ('a_approuver', 'refusee', 'annulee')
       and coalesce(q.depuis, case when o.genre = 'initiale' then s."enServiceLe" end) < '2028-01-01'`,
  )
  expect(apres - avant).toBe(BigInt((units?.postes ?? 0) * 12 * 100))
})

it("a price that does not exist yet has nothing that a vote could continue: it is not tried", async () => {
  await addUnit("serveur", "2029-01-01")
  const base = { libelle: "Essai", exercice: "2028", objet: "service", prixUnitaire: "15" }
  for (const tarif of [await tarifOf("pack-cyber", "serveur"), crypto.randomUUID()])
    expect(await createSimulation(staff, simulationInput.parse({ ...base, tarif }))).toMatchObject({
      refusal: "simulation-service-inconnu",
    })
})

it("a service of two units has two prices: trying one changes neither what the other costs nor its price", async () => {
  await addUnit("tablette", "2025-01-01")
  const id = await simulate({ objet: "service", tarif: await tarifOf("pack-cyber", "tablette"), prixUnitaire: "99" })
  const { avant, apres } = bilanOf(await effetsOf(id))
  expect(avant).toBeGreaterThan(0n)
  expect(apres).toBe(avant)
  const listed = (await read(staff, listPrixSimulables)).filter(({ service }) => /cyber/i.test(service))
  expect(listed.map(({ unite }) => unite)).toEqual(["poste", "serveur", "tablette"])
  expect(await voteSimulation(staff, { simulation: id, deliberation: await voteDeliberation(staff) })).toMatchObject({
    ok: true,
  })
  expect(
    await query(`select t.unite, t."prixUnitaire"::text as prix from tarif t join service v on v.id = t."serviceId"
      where v.slug = 'pack-cyber' and t.genre = 'usage' and t.depuis = '2028-01-01'`),
  ).toEqual([{ unite: "tablette", prix: "99.0000" }])
})

/** One more unit of the same service, priced from that day. */
const addUnit = async (unite: string, depuis: string) =>
  query(
    `insert into tarif select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'unite', $1::text, 'depuis', $2::text, 'jusqua', null))).*
     from tarif t where t.id = $3`,
    [unite, depuis, await tarifOf("pack-cyber", "poste")],
  )

it("voted, it is in force from the first of January and points to its délibération; dropped, it may be taken up again", async () => {
  const id = await simulate({ objet: "taux_population", type: "commune", taux: "0,11", minimum: "20" })
  expect(await dropSimulation(staff, { simulation: id, motif: "Pas cette année" })).toMatchObject({ ok: true })
  expect(await voteSimulation(staff, { simulation: id, deliberation: await voteDeliberation(staff) })).toMatchObject({
    refusal: "simulation-decidee",
  })
  expect(await resumeSimulation(staff, { simulation: id })).toMatchObject({ ok: true })
  const deliberation = await voteDeliberation(staff, { numero: "2027-12", delibereLe: calendarDate("2026-10-03") })
  expect(await voteSimulation(staff, { simulation: id, deliberation })).toMatchObject({ ok: true })
  expect(
    await query(
      `select taux::text, minimum, deliberation, "deliberationId" from regle_cotisation where type = 'commune' and depuis = '2028-01-01'`,
    ),
  ).toEqual([
    {
      taux: "0.110000",
      minimum: "2000",
      deliberation: "2027-12 du 3 octobre 2026, comité syndical",
      deliberationId: deliberation,
    },
  ])
  const again = await simulate({ objet: "taux_population", type: "commune", taux: "0,13" })
  expect(await voteSimulation(staff, { simulation: again, deliberation: await voteDeliberation(staff) })).toMatchObject(
    {
      refusal: "simulation-anterieure",
    },
  )

  const price = await simulate({ objet: "service", tarif: await tarifOf("pack-cyber", "poste"), prixUnitaire: "15,50" })
  expect(await voteSimulation(staff, { simulation: price, deliberation })).toMatchObject({ ok: true })
  expect(
    await query(`select t."prixUnitaire"::text as prix, t."deliberationId", t.unite from tarif t join service v on v.id = t."serviceId"
      where v.slug = 'pack-cyber' and t.genre = 'usage' and t.unite = 'poste' and t.depuis = '2028-01-01'`),
  ).toEqual([{ prix: "15.5000", deliberationId: deliberation, unite: "poste" }])
})
