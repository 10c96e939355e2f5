import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { type sql as Sql, sql } from "@/lib/platform/db.ts"
import type { Bareme } from "../types.ts"

type Fragment = ReturnType<typeof Sql>

/**
 * Every statement that counts with what it is worth, over all collectivités: the same calculation as rules/situation.ts, as
 * one statement of SQL so that the desk reads sums and never rows (tests/database/redevances/territoire.test.ts holds both
 * equal). `essai` adds the rates of a draft, to see their effect before they count.
 */
export const situations = (today: CalendarDate, essai: Bareme | null = null): Fragment => sql`
  with bareme as (
    select annee, "souterrainKm", "aerienKm", "empriseM2", "nonRoutierKm", "nonRoutierM2" from bareme_rodp
      where etat = 'publie' ${essai ? sql`and annee <> ${essai.annee}::int` : sql``}
    ${
      essai
        ? sql`union all select ${essai.annee}::int, ${essai.souterrainKm}::numeric, ${essai.aerienKm}::numeric,
            ${essai.empriseM2}::numeric, ${essai.nonRoutierKm}::numeric, ${essai.nonRoutierM2}::numeric`
        : sql``
    }
  ), etat as (
    select e."collectiviteId", e.id, e.annee, e."operateurTelecomId", d.id as deliberation, d.arrondi,
      coalesce(d.prorata, false) as prorata, b.annee is not null as connu,
      case when d.plafond is false then d."souterrainKm" else b."souterrainKm" end as "souterrainKm",
      case when d.plafond is false then d."aerienKm" else b."aerienKm" end as "aerienKm",
      case when d.plafond is false then d."empriseM2" else b."empriseM2" end as "empriseM2",
      case when d.plafond is false then d."nonRoutierKm" else b."nonRoutierKm" end as "nonRoutierKm",
      case when d.plafond is false then d."nonRoutierM2" else b."nonRoutierM2" end as "nonRoutierM2",
      make_date(e.annee, coalesce(d."exigibiliteMois", 1), 1)
        + (least(coalesce(d."exigibiliteJour", 1), extract(day from (make_date(e.annee, coalesce(d."exigibiliteMois", 1), 1)
          + interval '1 month' - interval '1 day'))::int) - 1) as "exigibleLe"
    from patrimoine_etat e
    left join bareme b on b.annee = e.annee
    left join lateral (
      select * from deliberation_rodp d
      where d."collectiviteId" = e."collectiviteId" and d."adopteeLe" is not null
        and (d.annee = e.annee or (d.permanente and d.annee < e.annee))
      order by (d.annee = e.annee) desc, d.annee desc, d."adopteeLe" desc limit 1
    ) d on true
    where e."remplaceLe" is null
  ), ligne as (
    select e."collectiviteId", e.id, l.nature, l.domaine, j.jours, j.entiere,
      sum(l.quantite * case when l.nature = 'souterrain' then l.fourreaux else 1 end) as quantite
    from etat e
    join patrimoine_ligne l on l."collectiviteId" = e."collectiviteId" and l."etatId" = e.id and l.nature <> 'mat'
    cross join lateral (
      select make_date(e.annee + 1, 1, 1) - make_date(e.annee, 1, 1) as entiere,
        case when e.prorata then greatest(0, least(coalesce(l.jusqua, make_date(e.annee, 12, 31)), make_date(e.annee, 12, 31))
          - greatest(coalesce(l.depuis, make_date(e.annee, 1, 1)), make_date(e.annee, 1, 1)) + 1)
        else make_date(e.annee + 1, 1, 1) - make_date(e.annee, 1, 1) end as jours
    ) j
    group by 1, 2, 3, 4, 5, 6
  ), somme as (
    select e."collectiviteId", e.id, sum(round(l.quantite * l.jours * case
        when l.domaine = 'non_routier' then case when l.nature = 'emprise' then e."nonRoutierM2" else e."nonRoutierKm" end
        else case l.nature when 'souterrain' then e."souterrainKm" when 'aerien' then e."aerienKm" else e."empriseM2" end
      end * 100 / l.entiere)) as centimes
    from etat e join ligne l on l."collectiviteId" = e."collectiviteId" and l.id = e.id
    group by 1, 2
  ), calcul as (
    select e.*, r.id as creance, r.etat as "creanceEtat", coalesce(r."exigibleLe", e."exigibleLe") as exigible,
      case when not e.connu then r.montant
        else coalesce(r.montant, (case when e.arrondi = 'euro' then round(coalesce(s.centimes, 0) / 100) * 100
          else coalesce(s.centimes, 0) end)::bigint) end as montant,
      coalesce((select sum(p."montantPaye") from creance_rodp_suivi p
        where p."collectiviteId" = r."collectiviteId" and p."creanceId" = r.id), 0)::bigint as paye
    from etat e
    left join somme s on s."collectiviteId" = e."collectiviteId" and s.id = e.id
    left join creance_rodp r on r."collectiviteId" = e."collectiviteId" and r."operateurTelecomId" = e."operateurTelecomId"
      and r.annee = e.annee and r.etat <> 'abandonnee'
  ), situation as (
    select *, case when "creanceEtat" in ('envoyee', 'contestee', 'payee', 'prescrite') then "creanceEtat"::text
      when ${today}::date > "dernierJour" then 'prescrite'
      when "creanceEtat" = 'preparee' then 'preparee'
      when not connu then 'bareme_absent'
      when deliberation is null then 'deliberation_absente' else 'a_reclamer' end as situation
    from (select *, (exigible + interval '5 years')::date
      - case when to_char(exigible, 'MM-DD') = to_char(exigible + interval '5 years', 'MM-DD') then 1 else 0 end as "dernierJour"
      from calcul) limite
  )`

const sums = (today: CalendarDate) => sql`
  count(*)::int as etats, count(distinct "collectiviteId")::int as communes,
  coalesce(sum(greatest(montant - paye, 0)) filter (where situation not in ('prescrite', 'payee')), 0)::bigint as du,
  coalesce(sum(montant) filter (where situation in ('envoyee', 'contestee', 'payee')), 0)::bigint as demande,
  coalesce(sum(paye), 0)::bigint as recu,
  coalesce(sum(montant) filter (where situation not in ('envoyee', 'contestee', 'payee', 'prescrite')
    and extract(year from "dernierJour") = extract(year from ${today}::date)), 0)::bigint as "enJeu",
  coalesce(sum(montant) filter (where situation = 'prescrite'), 0)::bigint as perdu,
  count(*) filter (where situation = 'bareme_absent')::int as "sansBareme"`

export type Sommes = {
  etats: number
  communes: number
  du: bigint
  demande: bigint
  recu: bigint
  enJeu: bigint
  perdu: bigint
  sansBareme: number
}
export type ParAnnee = Sommes & { annee: number }
export type ParOperateur = Sommes & { operateurId: string; operateur: string }
export type ParCommune = Sommes & { publicId: string; nom: string; epci: string | null }

export async function findTotal(tx: Tx, today: CalendarDate, essai: Bareme | null = null): Promise<Sommes> {
  const [row] = await tx.$queryRaw<Sommes[]>`${situations(today, essai)} select ${sums(today)} from situation`
  if (!row) throw new Error("an aggregate gives one row")
  return row
}

export const listParAnnee = (tx: Tx, today: CalendarDate, essai: Bareme | null = null): Promise<ParAnnee[]> =>
  tx.$queryRaw<ParAnnee[]>`${situations(today, essai)}
    select annee::int, ${sums(today)} from situation group by annee order by annee desc`

export const listParOperateur = (tx: Tx, today: CalendarDate, annee: number | null): Promise<ParOperateur[]> =>
  tx.$queryRaw<ParOperateur[]>`${situations(today)}
    select o.id as "operateurId", o.nom as operateur, ${sums(today)}
    from situation s join operateur_telecom o on o.id = s."operateurTelecomId"
    where ${annee}::int is null or s.annee = ${annee}::int
    group by o.id, o.nom order by du desc, o.nom`

export const COMMUNES_PAGE = 50

export type FiltreCommunes = { annee: number | null; operateurId: string | null; page: number }

export async function listParCommune(tx: Tx, today: CalendarDate, { annee, operateurId, page }: FiltreCommunes) {
  const rows = await tx.$queryRaw<(ParCommune & { counted: number })[]>`${situations(today)}
    select c."publicId", c.nom, p.nom as epci, count(*) over ()::int as counted, ${sums(today)}
    from situation s join collectivite c on c.id = s."collectiviteId" left join collectivite p on p.id = c."epciId"
    where (${annee}::int is null or s.annee = ${annee}::int) and (${operateurId}::uuid is null or s."operateurTelecomId" = ${operateurId}::uuid)
    group by c."publicId", c.nom, c."nomPlie", p.nom order by "enJeu" desc, du desc, c."nomPlie"
    limit ${COMMUNES_PAGE} offset ${(page - 1) * COMMUNES_PAGE}`
  return { rows, counted: rows[0]?.counted ?? 0 }
}

/** Every commune with something declared, for the map: its sums under the same filters as the table. */
export const listSommesPlacees = (
  tx: Tx,
  today: CalendarDate,
  { annee, operateurId }: Omit<FiltreCommunes, "page">,
): Promise<{ id: string; nom: string; du: bigint; enJeu: bigint }[]> =>
  tx.$queryRaw`${situations(today)}
    select c.id, c.nom, ${sums(today)}
    from situation s join collectivite c on c.id = s."collectiviteId"
    where (${annee}::int is null or s.annee = ${annee}::int) and (${operateurId}::uuid is null or s."operateurTelecomId" = ${operateurId}::uuid)
    group by c.id, c.nom`

export const listParEpci = (tx: Tx, today: CalendarDate): Promise<(Sommes & { epci: string })[]> =>
  tx.$queryRaw<(Sommes & { epci: string })[]>`${situations(today)}
    select coalesce(p.nom, 'Sans intercommunalité') as epci, ${sums(today)}
    from situation s join collectivite c on c.id = s."collectiviteId" left join collectivite p on p.id = c."epciId"
    group by 1 order by du desc`
