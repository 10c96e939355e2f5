import type { Tx } from "@/lib/access/door.ts"
import type { Cents } from "@/lib/platform/money.ts"

/** What was approved against what was issued, counted from the lines and from the titres, each on its own. */
export type Rapprochement = {
  membres: number
  /** Members who receive a document, and why the others do not. */
  avecTitre: number
  exclus: number
  rienADevoir: number
  attendus: number
  attendu: Cents
  emis: number
  emisMontant: Cents
  /** Lines approved without their titre, titres without a line, and pairs that do not say the same sum. */
  manquants: number
  enTrop: number
  differents: number
}

export const isReconciled = ({
  attendus,
  emis,
  attendu,
  emisMontant,
  manquants,
  enTrop,
  differents,
}: Rapprochement): boolean => attendus === emis && attendu === emisMontant && manquants + enTrop + differents === 0

export async function findRapprochement(tx: Tx, campagneId: string): Promise<Rapprochement> {
  const [row] = await tx.$queryRaw<Rapprochement[]>`
    with lignes as (
      select l.*, coalesce(l.montant > 0 and l.decision is distinct from 'exclure', false) as attendu
      from campagne_ligne l where l."campagneId" = ${campagneId}::uuid),
    membres as (
      select "collectiviteId", bool_or(attendu) as avec, bool_or(decision = 'exclure') as exclu from lignes group by 1),
    titres as (select * from titre where "campagneId" = ${campagneId}::uuid and nature = 'recette')
    select (select count(*)::int from membres) as membres,
      (select count(*)::int from membres where avec) as "avecTitre",
      (select count(*)::int from membres where not avec and exclu is true) as exclus,
      (select count(*)::int from membres where not avec and exclu is not true) as "rienADevoir",
      (select count(*)::int from lignes where attendu) as attendus,
      (select coalesce(sum(montant), 0)::bigint from lignes where attendu) as attendu,
      (select count(*)::int from titres) as emis,
      (select coalesce(sum("montantTtc"), 0)::bigint from titres) as "emisMontant",
      (select count(*)::int from lignes l where attendu and not exists (
        select from titres t where t."collectiviteId" = l."collectiviteId" and t.volet = l.volet)) as manquants,
      (select count(*)::int from titres t where not exists (
        select from lignes l where l.attendu and l."collectiviteId" = t."collectiviteId" and l.volet = t.volet)) as "enTrop",
      (select count(*)::int from lignes l join titres t on t."collectiviteId" = l."collectiviteId" and t.volet = l.volet
        where l.attendu and t."montantTtc" <> l.montant) as differents`
  if (!row) throw new Error(`campagne ${campagneId} is unknown`)
  return row
}

/** A shared cost that this campaign billed for others only. */
export type PartageEnAttente = { id: string; libelle: string; parts: number; montant: Cents; payeurs: string[] }

/** Shares whose payer was left out, and that no titre has asked for since: they are billed from their own page. */
export const listPartagesEnAttente = (tx: Tx, campagneId: string): Promise<PartageEnAttente[]> =>
  tx.$queryRaw<PartageEnAttente[]>`
    select k.id, k.libelle, count(*)::int as parts, sum(q.montant)::bigint as montant, array_agg(distinct q."payeurNom") as payeurs
    from campagne_ligne l join campagne_detail d on d."collectiviteId" = l."collectiviteId" and d."ligneId" = l.id
    join partage k on k.id = substr(d.origine, 9)::uuid and k.etat = 'valide'
    join partage_part q on q."partageId" = k.id and q."collectiviteId" = d."beneficiaireId" and q."titreRef" is null
    where l."campagneId" = ${campagneId}::uuid and l.tranche is null and d.origine like 'partage/%'
    group by k.id order by k.libelle, k.id`
