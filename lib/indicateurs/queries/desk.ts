import type { Tx } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"

export type DeskFigures = {
  adherents: number
  habitants: number
  souscriptionsEnService: number
  fichesACompleter: number
  titres: number
  montantTitres: Cents
  montantTitresAvant: Cents
}

/** The desk's figures, in one statement; the amounts of two exercices, to compare. */
export async function findDeskFigures(tx: Tx, day: CalendarDate): Promise<DeskFigures> {
  const exercice = yearOf(day)
  const [row] = await tx.$queryRaw<[DeskFigures]>`
    with membre as (
      select c.id, c.type, c.siren, c."codeInsee", f.siret, f.adresse, f."codePostal", f.ville, f."courrielOfficiel", p.habitants
      from adhesion a
      join collectivite c on c.id = a."collectiviteId"
      cross join operateur o
      left join fiche f on f."collectiviteId" = c.id
      left join population p on c.type = 'commune' and p.code = ${POPULATION_CODE}
        and p.genre = o."populationGenre" and p.millesime = o."populationMillesime"
      where a.jusqua is null and a.statut = 'adherent'
    ), emis as (
      select exercice, count(*)::int as titres, sum("montantTtc") as montant from titre
      where exercice in (${exercice}, ${exercice - 1}) group by exercice
    )
    select count(*)::int as adherents, coalesce(sum(habitants), 0)::int as habitants,
      (count(*) filter (where siren is null or siret is null or adresse is null or "codePostal" is null or ville is null
        or "courrielOfficiel" is null))::int as "fichesACompleter",
      (select count(*)::int from souscription where etat = 'en_service') as "souscriptionsEnService",
      coalesce((select titres from emis where exercice = ${exercice}), 0) as titres,
      coalesce((select montant from emis where exercice = ${exercice}), 0)::bigint as "montantTitres",
      coalesce((select montant from emis where exercice = ${exercice - 1}), 0)::bigint as "montantTitresAvant"
    from membre`
  return row
}

export type Waiting = {
  souscriptionsAApprouver: number
  devisADonner: number
  avenantsDemandes: number
  souscriptionsAServir: number
  demandesAdhesion: number
  demandesRattachement: number
  courrielsRejetes: number
  /** Mandats on account 673 not passed yet, or refused by the comptable. */
  mandatsAPasser: number
  documentsEnAnalyse: number
  /** Markets that end within the months of warning of each. */
  marchesFinissants: number
  /** Accounts of the tools still in the name of communes that merged. */
  accesAReprendre: number
  /** Tools that never heard that somebody left. */
  outilsSourds: number
  /** Rejected by the provider, or late. */
  depannagesASuivre: number
  /** In the last seven days, at the door or later. */
  fichiersInfectes: number
  plusAncienneSouscription: Date | null
}

/** A quote of the souscription `s` that waits for an answer. */
const OFFERED = sql`select from devis d where d."collectiviteId" = s."collectiviteId" and d."souscriptionId" = s.id
  and d."optionId" is null and d.etat = 'propose'`

/** What waits for the operator's staff. */
export async function findWaiting(tx: Tx): Promise<Waiting> {
  const [row] = await tx.$queryRaw<[Waiting]>`
    select
      (select count(*)::int from souscription s join service v on v.id = s."serviceId" where s.etat = 'a_approuver'
        and not (s."prixUnitaire" is null and v.mode in ('unitaire', 'non_precise') and not exists (${OFFERED}))) as "souscriptionsAApprouver",
      (select count(*)::int from souscription s join service v on v.id = s."serviceId" where s.etat = 'a_approuver'
        and s."prixUnitaire" is null and v.mode in ('unitaire', 'non_precise') and not exists (${OFFERED})) as "devisADonner",
      (select count(*)::int from avenant_demande where etat = 'demandee') as "avenantsDemandes",
      (select count(*)::int from souscription where etat = 'approuvee') as "souscriptionsAServir",
      (select min("decideLe") from souscription where etat = 'approuvee') as "plusAncienneSouscription",
      (select count(*)::int from demande_adhesion where etat in ('recue', 'en_cours')) as "demandesAdhesion",
      (select count(*)::int from demande_rattachement where etat = 'a_verifier') as "demandesRattachement",
      (select count(*)::int from courriel m where m.etat = 'rejete' and m."traiteLe" is null
        and (m.genre <> 'notification' or exists (select from notification n
          where n."collectiviteId" = m."collectiviteId" and n.id = m."objetId" and n.legale))) as "courrielsRejetes",
      (select count(*)::int from titre t where t."surExerciceClos" and coalesce((select p.etat::text from passage_mandat p
        where p."collectiviteId" = t."collectiviteId" and p."titreId" = t.id order by p."creeLe" desc, p.id desc limit 1),
        'rejete') = 'rejete') as "mandatsAPasser",
      (select count(*)::int from document where etat = 'en_analyse') as "documentsEnAnalyse",
      (select count(*)::int from marche where jusqua between (now() at time zone 'Europe/Paris')::date
        and (now() at time zone 'Europe/Paris')::date + make_interval(months => "alerteMois"::int)) as "marchesFinissants",
      (select count(*)::int from module_acces where "closLe" is null and "titulaireId" <> "collectiviteId") as "accesAReprendre",
      (select count(distinct "serviceId")::int from module_sortie where "abandonneeLe" is not null) as "outilsSourds",
      (select count(*)::int from depannage where etat = 'rejete'
        or (etat = 'accuse' and "suiviLe" < (now() at time zone 'Europe/Paris')::date)) as "depannagesASuivre",
      (select count(*)::int from journal where evenement = 'document.infected' and le > now() - interval '7 days') as "fichiersInfectes"`
  return row
}

export type CampagneEnCours = {
  id: string
  libelle: string
  etat: "brouillon" | "a_approuver" | "approuvee" | "en_emission"
}

export const listCampagnesEnCours = (tx: Tx): Promise<CampagneEnCours[]> =>
  tx.$queryRaw<CampagneEnCours[]>`
    select id, libelle, etat from campagne where etat in ('brouillon', 'a_approuver', 'approuvee', 'en_emission')
    order by exercice desc, "creeLe" desc limit 5`
