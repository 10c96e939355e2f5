import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { approveCampagne, giveUpCampagne, refreshLignes, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { createCampagneInput } from "@/lib/cotisations/schema.ts"
import { attachDeliberation } from "@/lib/deliberations/commands.ts"
import { listCiteesOfTitres } from "@/lib/deliberations/queries.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { listTitreFiles } from "@/lib/titres/queries.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { voteDeliberation } from "@/tests/support/deliberations.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const other = agent({ personneId: "01900000-0000-7000-8000-000000000002" })
const query = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows

const input = (exercice: number, du = `${exercice}-01-01`, au = `${exercice}-12-31`) =>
  createCampagneInput.parse({
    exercice: String(exercice),
    taux: "0,10",
    genre: "totale",
    millesime: "2022",
    dateEmission: `${exercice}-12-01`,
    echeance: `${exercice}-12-31`,
    avecServices: "oui",
    servicesDu: du,
    servicesAu: au,
  })

async function create(exercice: number): Promise<string> {
  const made = await createCampagne(one, input(exercice))
  if (!made.ok) throw new Error(`${made.refusal} ${JSON.stringify(made.details)}`)
  return made.value.id
}

const include = (campagne: string) =>
  owner.query(`update campagne_ligne set decision = 'inclure' where "campagneId" = $1 and cas <> '{}'`, [campagne])

/** Written from the definition: each post, each month begun of the year, at its price; VAT once for each member. */
const PACK_CYBER = `
  with mois as (select (date '2026-01-01' + make_interval(months => m))::date as premier from generate_series(0, 11) m),
  postes as (
    select s."collectiviteId", q."prixUnitaire", q."prixInstallation", coalesce(q.depuis, case when o.genre = 'initiale' then s."enServiceLe" end) as debut,
      coalesce(least(q."retireLe", s."termineeLe"), 'infinity') as fin
    from poste q join souscription s on s."collectiviteId" = q."collectiviteId" and s.id = q."souscriptionId"
    join commande o on o."collectiviteId" = q."collectiviteId" and o.id = q."commandeId"
    where s.etat in ('en_service', 'terminee') and o.etat not in ('a_approuver', 'refusee', 'annulee')),
  du as (
    select "collectiviteId", sum("prixUnitaire" * 100 * (select count(*) from mois where debut < premier + interval '1 month' and fin >= premier)
      + case when debut between '2026-01-01' and '2026-12-31' then coalesce("prixInstallation", 0) * 100 else 0 end)::bigint as ht
    from postes where debut is not null group by 1)
  select "collectiviteId", ht, round(ht * 0.2)::bigint as tva from du where ht > 0`

let actes: { cotisation: string; poste: string }

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
  const attach = async (genre: "regle" | "tarif", sql: string) => {
    const deliberation = await voteDeliberation(one)
    for (const { id } of await query<{ id: string }>(sql))
      await attachDeliberation(one, { deliberation, objet: { genre, id } })
    return deliberation
  }
  actes = {
    cotisation: await attach("regle", `select id from regle_cotisation where type = 'commune'`),
    poste: await attach(
      "tarif",
      `select t.id from tarif t join service v on v.id = t."serviceId" where v.slug = 'pack-cyber' and t.genre = 'usage'`,
    ),
  }
}, 60_000)
afterAll(() => owner.end())

describe("a campaign of cotisations and services together", () => {
  let campagne: string

  it("finds what each member owes for its workstations, by the definition, VAT once for each", async () => {
    campagne = await create(2026)
    const expected = await query<{ collectiviteId: string; ht: string; tva: string }>(PACK_CYBER)
    expect(expected.length).toBeGreaterThan(20)
    const lignes = await query<{ collectiviteId: string; ht: string; tva: string }>(
      `select "collectiviteId", montant - "montantTva" as ht, "montantTva" as tva from campagne_ligne
        where "campagneId" = $1 and volet = 'services_taxes'`,
      [campagne],
    )
    const sorted = <T extends { collectiviteId: string }>(rows: T[]) =>
      [...rows].sort((a, b) => a.collectiviteId.localeCompare(b.collectiviteId))
    expect(sorted(lignes)).toEqual(sorted(expected))
  })

  it("bills the payer that agreed to, says for whom, and keeps cotisation and taxed services apart", async () => {
    const [paid] = await query<{ id: string; collectiviteId: string; serviceId: string; ht: string }>(
      `select s.id, s."collectiviteId", s."serviceId", sum(d."montantHt") as ht from souscription s
        join campagne_detail d on d.origine = 'souscription/' || s.id join campagne_ligne l on l.id = d."ligneId" and l."campagneId" = $1
        where s.etat = 'en_service' group by 1, 2, 3 order by s.id limit 1`,
      [campagne],
    )
    const [payeur] = await query<{ id: string }>(`select id from collectivite where siren = '200066462'`)
    await query(
      `insert into prise_en_charge ("collectiviteId", etat, "beneficiaireId", "beneficiaireNom", "serviceId", libelle, part, depuis, fondement, "proposeeParId")
        values ($1, 'acceptee', $2, 'Commune', $3, 'Pack', 60, '2025-12-15', 'Délibération', gen_random_uuid())`,
      [payeur?.id, paid?.collectiviteId, paid?.serviceId],
    )
    await giveUpCampagne(one, { campagne, motif: "Un payeur a changé" })
    campagne = await create(2026)
    const details = await query<{ collectiviteId: string; beneficiaireId: string; ht: string }>(
      `select d."collectiviteId", d."beneficiaireId", sum(d."montantHt") as ht from campagne_detail d join campagne_ligne l on l.id = d."ligneId"
        where l."campagneId" = $1 and d.origine = $2 group by 1, 2`,
      [campagne, `souscription/${paid?.id}`],
    )
    const share = (collectiviteId: string | undefined) => {
      const own = details.find((detail) => detail.collectiviteId === collectiviteId)
      expect(own?.beneficiaireId).toBe(paid?.collectiviteId)
      return BigInt(own?.ht ?? 0)
    }
    const [theirs, rest] = [share(payeur?.id), share(paid?.collectiviteId)]
    expect(theirs + rest).toBe(BigInt(paid?.ht ?? 0))
    expect(Number(theirs) / Number(paid?.ht)).toBeCloseTo(0.6, 2)
  })

  it("bills no day of service twice", async () => {
    const again = await createCampagne(one, { ...input(2027, "2026-12-01", "2027-11-30") })
    expect(again).toMatchObject({ ok: false, refusal: "services-deja-factures" })
    await expect(
      owner.query(
        `insert into campagne select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'exercice', 2030))).* from campagne c where id = $1`,
        [campagne],
      ),
    ).rejects.toThrow("campagne_services_une_fois")
  })

  it("refuses to submit a preview that is no longer what would be found", async () => {
    await include(campagne)
    await query(
      `update poste set "retireLe" = '2026-10-15' where id = (select q.id from poste q join souscription s on s.id = q."souscriptionId"
        join commande o on o.id = q."commandeId" where s.etat = 'en_service' and q."retireLe" is null and o.etat = 'realisee' order by q.id limit 1)`,
    )
    expect(await requestApproval(one, { campagne })).toMatchObject({ ok: false, refusal: "apercu-perime" })
    expect(await refreshLignes(one, { campagne })).toMatchObject({ ok: true })
    await include(campagne)
    // The same sum, of something else.
    await query(
      `update campagne_detail set origine = 'partage/' || gen_random_uuid() where ("ligneId", rang) = (select d."ligneId", d.rang
        from campagne_detail d join campagne_ligne l on l.id = d."ligneId" where l."campagneId" = $1 and d.origine is not null limit 1)`,
      [campagne],
    )
    expect(await requestApproval(one, { campagne })).toMatchObject({
      refusal: "apercu-perime",
      details: { nombre: "1" },
    })
    expect(await refreshLignes(one, { campagne })).toMatchObject({ ok: true })
    expect(await requestApproval(one, { campagne })).toMatchObject({ ok: true })
    await expect(owner.query(`update campagne_detail set libelle = 'autre'`)).rejects.toThrow("ne change plus")
  })

  it("makes the documents that were approved: each sum is that of its lines, to the cent", async () => {
    expect(await approveCampagne(other, { campagne })).toMatchObject({ ok: true })
    expect(await launchCampagne(one, { campagne })).toMatchObject({ ok: true })
    while ((await issueNextTranche()).ok);
    const [gaps] = await query<{ lignes: number; sommes: number; volets: number }>(
      `select
        (select count(*)::int from campagne_ligne l left join titre t on t."collectiviteId" = l."collectiviteId" and t."campagneId" = l."campagneId" and t.volet = l.volet
          where l."campagneId" = $1 and l.tranche is not null and l.montant is distinct from t."montantTtc") as lignes,
        (select count(*)::int from titre t where t."campagneId" = $1 and t."montantHt" || '/' || t."montantTva" is distinct from (
          select sum("montantHt") || '/' || sum("montantTva") from titre_ligne l where l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id)) as sommes,
        (select count(distinct volet)::int from titre where "campagneId" = $1) as volets`,
      [campagne],
    )
    expect(gaps).toEqual({ lignes: 0, sommes: 0, volets: 3 })
    const ids = await query<{ id: string }>(
      `select id from titre where "campagneId" = $1 and volet = 'services_taxes'`,
      [campagne],
    )
    const files = await read(one, (tx) => listTitreFiles(tx, { titreIds: ids.map(({ id }) => id) }))
    expect(files.some(({ lignes }) => lignes.length > 1)).toBe(true)
    expect(files.some(({ lignes }) => lignes.some(({ beneficiaire }) => beneficiaire !== null))).toBe(true)
    for (const { lignes } of files) for (const { acte: _, ...ligne } of lignes) expect(ligne.categorieTva).toBe("S")
  })

  it("says under each document which acts fixed its tariffs: that of the campaign's rule, and that of the price", async () => {
    const titres = await query<{ collectiviteId: string; id: string; volet: string; usage: boolean }>(
      `select t."collectiviteId", t.id, t.volet, exists (select from titre_ligne l join service v on v.id = l."serviceId"
          where l."titreId" = t.id and v.slug = 'pack-cyber' and l.base->>'genre' = 'usage') as usage
        from titre t join collectivite c on c.id = t."collectiviteId" where t."campagneId" = $1 and c.type = 'commune'`,
      [campagne],
    )
    const citees = async ({ collectiviteId, id }: { collectiviteId: string; id: string }) =>
      (await read(one, (tx) => listCiteesOfTitres(tx, collectiviteId, [id]))).map((citee) => citee.id)
    const cotisation = titres.find(({ volet }) => volet === "cotisation")
    const poste = titres.find(({ usage }) => usage)
    if (!cotisation || !poste) throw new Error("no titre")
    expect(await citees(cotisation)).toEqual([actes.cotisation])
    expect(await citees(poste)).toEqual([actes.poste])
    const [file] = await read(one, (tx) => listTitreFiles(tx, { titreIds: [cotisation.id] }))
    expect(file?.lignes[0]?.bases).toMatch(/, délibération n°\u00a0E-\d+ du 15 janvier 2020, comité syndical$/)
    // Another member's titre is nobody's here.
    expect(await citees({ collectiviteId: poste.collectiviteId, id: cotisation.id })).toEqual([])
  })

  it("prepares nothing for a closed exercice, where no titre could be issued", async () => {
    await query(
      `insert into exercice (annee, "demandeParId", "demandeLe", "closParId", "closLe") values (2025, $1, now(), $2, '2026-02-01')`,
      [one.who.personneId, other.who.personneId],
    )
    expect(await createCampagne(one, input(2025))).toMatchObject({ refusal: "exercice-clos" })
  })

  it("explains next year's difference line by line, down to the cent", async () => {
    const next = await createCampagne(one, input(2027))
    if (!next.ok) throw new Error(next.refusal)
    const rows = await query<{ montant: string; montantPrecedent: string; ecarts: { quoi: string; ecart: string }[] }>(
      `select montant, "montantPrecedent", ecarts from campagne_ligne where "campagneId" = $1 and "montantPrecedent" is not null and montant is not null`,
      [next.value.id],
    )
    expect(rows.filter(({ ecarts }) => ecarts.length > 0).length).toBeGreaterThan(20)
    for (const { montant, montantPrecedent, ecarts } of rows)
      expect(ecarts.reduce((total, { ecart }) => total + BigInt(ecart), 0n)).toBe(
        BigInt(montant) - BigInt(montantPrecedent),
      )
  })
})
