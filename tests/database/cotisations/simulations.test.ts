import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import {
  computeSimulation,
  createSimulation,
  dropSimulation,
  resumeSimulation,
  voteSimulation,
} from "@/lib/cotisations/commands/simulate.ts"
import { chooseCalcul, findEffets, listCalculs, listPrixSimulables } from "@/lib/cotisations/queries/simulations.ts"
import { bilanOf, isPayeur } from "@/lib/cotisations/rules/simulation.ts"
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
const lastCalcul = async (id: string) => {
  const [last] = await read(staff, (tx) => listCalculs(tx, id))
  if (!last) throw new Error("never computed")
  return last
}
const effetsOf = async (id: string) => {
  const last = await lastCalcul(id)
  return read(staff, (tx) => findEffets(tx, last))
}
const bilanPaye = async (id: string) => bilanOf((await effetsOf(id)).filter(isPayeur))
const vote = async (simulation: string, deliberation?: string) =>
  voteSimulation(staff, {
    simulation,
    calcul: (await lastCalcul(simulation)).id,
    deliberation: deliberation ?? (await voteDeliberation(staff)),
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
  const effets = await effetsOf(id)
  const bilan = bilanOf(effets.filter(({ type }) => type === "commune"))
  expect({ membres: bilan.membres, avant: String(bilan.avant), apres: String(bilan.apres) }).toEqual(expected)
  expect(bilan.perdants.nombre).toBe(378)
  // The others are there too, and nothing of theirs changes.
  const [members] = await query<{ n: number }>(
    `select count(*)::int as n from adhesion where statut = 'adherent' and jusqua is null`,
  )
  expect(effets).toHaveLength(members?.n ?? 0)
  expect(effets.filter(({ type, avant, apres }) => type !== "commune" && avant !== apres)).toEqual([])
  expect(await query(`select 1 from regle_cotisation where depuis = '2028-01-01'`)).toEqual([])
})

it("bands have winners and losers, and a floor raises the smallest", async () => {
  const id = await simulate({ objet: "bandes", type: "commune", bandes: "500 ; 40\n2000 ; 120\nau-delà ; 400" })
  const { gagnants, perdants, avant, apres } = await bilanPaye(id)
  expect(gagnants.nombre).toBeGreaterThan(10)
  expect(perdants.nombre).toBeGreaterThan(10)
  expect(gagnants.montant + perdants.montant).toBe(apres - avant)
})

it("a price of a service is tried on all who use it, a whole year", async () => {
  const id = await simulate({ objet: "service", tarif: await tarifOf("pack-cyber", "poste"), prixUnitaire: "15" })
  const { avant, apres, membres } = await bilanPaye(id)
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
  const { avant, apres } = await bilanPaye(id)
  expect(avant).toBeGreaterThan(0n)
  expect(apres).toBe(avant)
  const listed = (await read(staff, listPrixSimulables)).filter(({ service }) => /cyber/i.test(service))
  expect(listed.map(({ unite }) => unite)).toEqual(["poste", "serveur", "tablette"])
  expect(await vote(id)).toMatchObject({
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
  expect(await vote(id)).toMatchObject({
    refusal: "simulation-decidee",
  })
  expect(await resumeSimulation(staff, { simulation: id })).toMatchObject({ ok: true })
  const deliberation = await voteDeliberation(staff, { numero: "2027-12", delibereLe: calendarDate("2026-10-03") })
  expect(await vote(id, deliberation)).toMatchObject({ ok: true })
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
  expect(await vote(again)).toMatchObject({
    refusal: "simulation-anterieure",
  })

  const price = await simulate({ objet: "service", tarif: await tarifOf("pack-cyber", "poste"), prixUnitaire: "15,50" })
  expect(await vote(price, deliberation)).toMatchObject({ ok: true })
  expect(
    await query(`select t."prixUnitaire"::text as prix, t."deliberationId", t.unite from tarif t join service v on v.id = t."serviceId"
      where v.slug = 'pack-cyber' and t.genre = 'usage' and t.unite = 'poste' and t.depuis = '2028-01-01'`),
  ).toEqual([{ prix: "15.5000", deliberationId: deliberation, unite: "poste" }])
})

it("a price is tried on every member: what who does not use it would pay, or why it may not ask for it", async () => {
  const tarif = await tarifOf("pack-cyber", "poste")
  await query(`update service set "populationMin" = 1000 where slug = 'pack-cyber'`)
  const id = await simulate({ objet: "service", exercice: "2027", tarif, prixUnitaire: "15" })
  const effets = await effetsOf(id)
  const of = (situation: string) => effets.filter((effet) => effet.situation === situation)
  const [expected] = await query<{ membres: number; utilisent: number; petites: number }>(
    `with m as (select c.id, c."codeInsee", c.type, exists (select from souscription s join service v on v.id = s."serviceId"
        where s."collectiviteId" = c.id and v.slug = 'pack-cyber' and s.etat = 'en_service') as utilise
      from adhesion a join collectivite c on c.id = a."collectiviteId" where a.statut = 'adherent' and a.jusqua is null)
     select count(*)::int as membres, count(*) filter (where utilise)::int as utilisent,
       count(*) filter (where not utilise and type = 'commune' and p.habitants < 1000)::int as petites
     from m left join population p on p.code = m."codeInsee" and p.genre = 'totale' and p.millesime = 2022`,
  )
  expect(effets.length).toBeGreaterThanOrEqual(expected?.membres ?? 0)
  expect(of("paie")).toHaveLength(expected?.utilisent ?? 0)
  const small = of("exclue").filter(({ motif }) => motif?.match(/de 1\s000 habitants et plus/))
  expect(small).toHaveLength(expected?.petites ?? 0)
  expect(of("pourrait").length).toBeGreaterThan(10)
  // One workstation for the twelve months: 14 € → 15 €.
  for (const { avant, apres } of of("pourrait")) expect([avant, apres]).toEqual([16_800n, 18_000n])
  await query(`update service set "populationMin" = null where slug = 'pack-cyber'`)
})

it("figures are kept as they were found, with who found them; the vote points to those before the assembly", async () => {
  const id = await simulate({ objet: "taux_population", exercice: "2033", type: "epci", taux: "0,05" })
  const first = await lastCalcul(id)
  expect(first).toMatchObject({
    rang: 1,
    actuel: expect.stringContaining("500,00"),
    empreinte: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  const before = await effetsOf(id)
  await query(`update regle_cotisation set montant = 60000 where type = 'epci'`)
  expect(await read(staff, (tx) => findEffets(tx, first))).toEqual(before)
  expect(await computeSimulation(staff, { simulation: id })).toMatchObject({ ok: true })
  const second = await lastCalcul(id)
  expect(second.rang).toBe(2)
  expect(second.empreinte).not.toBe(first.empreinte)
  await expect(query("update simulation_calcul set rang = 9")).rejects.toThrow()
  await expect(query("delete from simulation_calcul")).rejects.toThrow()

  const other = await simulate({ objet: "forfait", exercice: "2034", type: "epci", montant: "1" })
  const deliberation = await voteDeliberation(staff)
  const wrong = { simulation: id, calcul: (await lastCalcul(other)).id, deliberation }
  expect(await voteSimulation(staff, wrong)).toMatchObject({ refusal: "simulation-sans-calcul" })
  await expect(query(`update simulation_tarif set "calculId" = $2 where id = $1`, [id, wrong.calcul])).rejects.toThrow()
  const late = await voteDeliberation(staff, { delibereLe: calendarDate("2034-02-01") })
  expect(await vote(id, late)).toMatchObject({ refusal: "deliberation-posterieure" })
  expect(await voteSimulation(staff, { simulation: id, calcul: first.id, deliberation })).toMatchObject({ ok: true })
  expect(await query(`select "calculId", "deliberationId" from simulation_tarif where id = $1`, [id])).toEqual([
    { calculId: first.id, deliberationId: deliberation },
  ])
  // Page and export show the figures that were voted on, though newer ones exist, unless the address names others.
  const calculs = await read(staff, (tx) => listCalculs(tx, id))
  expect(calculs.map(({ rang }) => rang)).toEqual([2, 1])
  const shown = (calculId: string | null, rang?: number) => chooseCalcul(calculs, { calculId }, rang)?.rang
  expect([shown(first.id), shown(null), shown(first.id, 2), shown(first.id, 9)]).toEqual([1, 2, 2, undefined])
  expect(await computeSimulation(staff, { simulation: id })).toMatchObject({ refusal: "simulation-decidee" })
})
