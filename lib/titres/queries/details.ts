import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"

type Of = { reference: string; nom: string; siren: string | null }

export type LigneDetail = Of & {
  nature: string
  rang: number
  libelle: string
  bases: string
  beneficiaire: string
  pilier: string | null
  service: string | null
  /** As the operator's accounts had it on the day of issue. */
  codeAnalytique: string | null
  imputation: string
  acte: string | null
  categorieTva: string
  tauxTva: string
  montantHt: Cents
  montantTva: Cents
}

/** The lines of these titres, in their order: what a correction holds is below zero, so that a column sums to what is owed. */
export const listLignes = (tx: Tx, titreIds: readonly string[]): Promise<LigneDetail[]> => tx.$queryRaw<LigneDetail[]>`
  select t.exercice || '-' || t.serie || '-' || t.numero as reference, t.debiteur ->> 'nom' as nom, t.debiteur ->> 'siren' as siren, t.nature,
    l.rang::int, l.libelle, l.bases, l."beneficiaireNom" as beneficiaire, p.nom as pilier, s.nom as service,
    l."codeAnalytique", t.imputation, l.acte, l."categorieTva",
    trim_scale(l."tauxTva")::text as "tauxTva",
    case t.nature when 'recette' then l."montantHt" else -l."montantHt" end as "montantHt",
    case t.nature when 'recette' then l."montantTva" else -l."montantTva" end as "montantTva"
  from titre t join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id
  left join pilier p on p.id = l."pilierId" left join service s on s.id = l."serviceId"
  where t.id = any(${[...titreIds]}::uuid[]) order by t.exercice, t.serie, t.numero, l.rang`

export type ReglementDetail = Of & {
  recuLe: CalendarDate
  montant: Cents
  moyen: string
  referencePaiement: string
  note: string | null
}

/** The payments received for these titres, oldest first. */
export async function listReglements(tx: Tx, titreIds: readonly string[]): Promise<ReglementDetail[]> {
  const rows = await tx.$queryRaw<(Omit<ReglementDetail, "recuLe"> & { recuLe: string })[]>`
    select t.exercice || '-' || t.serie || '-' || t.numero as reference, t.debiteur ->> 'nom' as nom, t.debiteur ->> 'siren' as siren,
      r."recuLe"::text, r.montant, r.moyen, r.reference as "referencePaiement", r.note
    from reglement r join titre t on t."collectiviteId" = r."collectiviteId" and t.id = r."titreId"
    where t.id = any(${[...titreIds]}::uuid[]) order by r."recuLe", r."creeLe", r.id`
  return rows.map((row) => ({ ...row, recuLe: calendarDate(row.recuLe) }))
}
