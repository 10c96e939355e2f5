import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { BordereauKind } from "../types.ts"

export type PieceBordereau = {
  serie: string
  numero: number
  debiteur: string
  objet: string
  imputation: string
  /** Of a correction: the titre that it lowers. */
  corrige: string | null
  ht: Cents
  tva: Cents
}

export type Bordereau = {
  exercice: number
  kind: BordereauKind
  bordereau: number
  budget: string
  /** Of its last piece. */
  date: CalendarDate
  pieces: PieceBordereau[]
  /** What the year's bordereaux of this kind amount to, with VAT, before this one. */
  cumulAnterieur: Cents
}

/** As Hélios numbers them apart: titres, what takes them back in their exercice, and the mandats of closed ones. */
const KIND = sql`case when t."surExerciceClos" then 'mandat' when t.nature = 'recette' then 'ordinaire' else 'annulation' end`

/** What goes to the comptable together, piece by piece. Null when the exercice has none of this number. */
export async function findBordereau(
  tx: Tx,
  { exercice, kind, bordereau }: { exercice: number; kind: BordereauKind; bordereau: number },
): Promise<Bordereau | null> {
  const rows = await tx.$queryRaw<(PieceBordereau & { budget: string; date: string })[]>`
    select t.serie, t.numero, t.debiteur ->> 'nom' as debiteur, t.objet, t.imputation, t."montantHt" as ht, t."montantTva" as tva, t.budget,
      t."dateEmission"::text as date, o.exercice || '-' || o.serie || '-' || o.numero as corrige
    from titre t left join titre o on o."collectiviteId" = t."collectiviteId" and o.id = t."corrigeId"
    where t.exercice = ${exercice}::int and t.bordereau = ${bordereau}::int and ${KIND} = ${kind}
    order by t.serie, t.numero`
  const [first] = rows
  if (!first) return null
  const [cumul] = await tx.$queryRaw<[{ total: Cents }]>`
    select coalesce(sum(t."montantTtc"), 0)::bigint as total from titre t
    where t.exercice = ${exercice}::int and t.budget = ${first.budget} and t.bordereau < ${bordereau}::int and ${KIND} = ${kind}`
  const last =
    rows
      .map(({ date }) => date)
      .toSorted()
      .at(-1) ?? first.date
  return {
    ...{ exercice, kind, bordereau, budget: first.budget, date: calendarDate(last), cumulAnterieur: cumul.total },
    pieces: rows.map(({ budget: _, date: __, ...piece }) => piece),
  }
}
