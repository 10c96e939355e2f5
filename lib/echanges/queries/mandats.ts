import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { MandatsFilter } from "../schema.ts"
import { MANDAT_ETATS, type MandatEtat } from "../types.ts"

/** A correction of a closed exercice, as the accounting software needs it to pass the expense. */
export type MandatRow = {
  id: string
  collectivitePublicId: string
  nom: string
  siren: string | null
  siret: string | null
  exercice: number
  budget: string
  serie: string
  numero: number
  bordereau: number
  dateEmission: CalendarDate
  imputation: string
  objet: string
  motif: string
  montantHt: Cents
  montantTva: Cents
  montant: Cents
  /** The titre that it lowers. */
  origineId: string
  origineReference: string
  origineBordereau: number
  origineDate: CalendarDate
  origineImputation: string
  origineMontant: Cents
  /** What was paid of that titre beyond what is left of it: to be given back by the comptable. */
  tropPercu: Cents
  etat: MandatEtat
  /** In the accounting software. */
  numeroPasse: string | null
  bordereauPasse: string | null
  /** Of its last step. */
  le: CalendarDate | null
  raison: string | null
}

export const MANDATS_PER_PAGE = 50

type Stored = Omit<MandatRow, "dateEmission" | "origineDate" | "le"> & {
  dateEmission: string
  origineDate: string
  le: string | null
}

/** `p`: its last step; `n`: the number that it was last given, which an answer does not repeat. */
const MANDATS = sql`
  from titre t join titre o on o."collectiviteId" = t."collectiviteId" and o.id = t."corrigeId"
  join collectivite c on c.id = t."collectiviteId"
  left join lateral (select etat::text, le, motif from passage_mandat x
    where x."collectiviteId" = t."collectiviteId" and x."titreId" = t.id order by x."creeLe" desc, x.id desc limit 1) p on true
  left join lateral (select numero, bordereau from passage_mandat x
    where x."collectiviteId" = t."collectiviteId" and x."titreId" = t.id and x.etat = 'passe'
    order by x."creeLe" desc, x.id desc limit 1) n on true`
const ETAT = sql`coalesce(p.etat, 'a_passer')`

const COLUMNS = sql`
  select t.id, c."publicId" as "collectivitePublicId", t.debiteur ->> 'nom' as nom, t.debiteur ->> 'siren' as siren,
    t.debiteur ->> 'siret' as siret, t.exercice::int, t.budget, t.serie, t.numero, t.bordereau, t."dateEmission"::text, t.imputation,
    t.objet, coalesce(t.motif, '') as motif, t."montantHt", t."montantTva", t."montantTtc" as montant, o.id as "origineId",
    o.exercice || '-' || o.serie || '-' || o.numero as "origineReference", o.bordereau as "origineBordereau",
    o."dateEmission"::text as "origineDate", o.imputation as "origineImputation", o."montantTtc" as "origineMontant",
    greatest(0, -portail_titre_du(o."collectiviteId", o.id))::bigint as "tropPercu", ${ETAT} as etat, n.numero as "numeroPasse",
    n.bordereau as "bordereauPasse", p.le::text, p.motif as raison`

const kept = ({ exercice, bordereau, etat }: Omit<MandatsFilter, "page">) => sql`t."surExerciceClos"
  ${exercice ? sql`and t.exercice = ${exercice}::int` : empty}
  ${bordereau ? sql`and t.bordereau = ${bordereau}::int` : empty}
  ${etat ? sql`and ${ETAT} = ${etat}` : empty}`

const rowOf = (row: Stored): MandatRow => ({
  ...row,
  dateEmission: calendarDate(row.dateEmission),
  origineDate: calendarDate(row.origineDate),
  le: row.le === null ? null : calendarDate(row.le),
})

/** What waits for a person first, then the newest; an export asks for all of them. */
export async function listMandats(
  tx: Tx,
  { page, ...filter }: MandatsFilter,
  { limit = MANDATS_PER_PAGE, offset = (page - 1) * MANDATS_PER_PAGE } = {},
): Promise<MandatRow[]> {
  const rows = await tx.$queryRaw<Stored[]>`
    ${COLUMNS} ${MANDATS} where ${kept(filter)}
    order by ${ETAT} in ('a_passer', 'rejete') desc, t.exercice desc, t.bordereau desc, t.serie, t.numero desc
    limit ${limit}::int offset ${offset}::int`
  return rows.map(rowOf)
}

/** How many mandats of these years are in each state, none left out. */
export async function countMandats(
  tx: Tx,
  { exercice, bordereau }: Pick<MandatsFilter, "exercice" | "bordereau"> = {},
): Promise<Record<MandatEtat, number>> {
  const rows = await tx.$queryRaw<{ etat: MandatEtat; nombre: number }[]>`
    select ${ETAT} as etat, count(*)::int as nombre ${MANDATS} where ${kept({ exercice, bordereau })} group by 1`
  const known = new Map(rows.map(({ etat, nombre }) => [etat, nombre]))
  // fromEntries forgets its keys: they are those of the list.
  return Object.fromEntries(MANDAT_ETATS.map((etat) => [etat, known.get(etat) ?? 0])) as Record<MandatEtat, number>
}

/** The years that hold a mandat, newest first. */
export async function listMandatExercices(tx: Tx): Promise<number[]> {
  const rows = await tx.$queryRaw<{ exercice: number }[]>`
    select distinct exercice::int from titre where "surExerciceClos" order by 1 desc`
  return rows.map(({ exercice }) => exercice)
}

export type MandatLigne = { rang: number; libelle: string; bases: string; montantHt: Cents; montantTva: Cents }
export type Passage = {
  id: string
  etat: MandatEtat
  numero: string | null
  bordereau: string | null
  le: CalendarDate
  motif: string | null
  par: string | null
  creeLe: Date
}
export type MandatFile = MandatRow & {
  collectiviteId: string
  lignes: MandatLigne[]
  passages: Passage[]
  /** The credit note that the debtor has, and what proves the error. */
  documentId: string | null
  justificatifId: string | null
}

/** One mandat with its lines, what proves it and what became of it; null for what is no mandat. */
export async function findMandat(tx: Tx, id: string): Promise<MandatFile | null> {
  const [row] = await tx.$queryRaw<(Stored & { collectiviteId: string })[]>`
    ${COLUMNS}, t."collectiviteId" ${MANDATS} where t."surExerciceClos" and (t."collectiviteId", t.id) in (
      select "debiteurId", "titreId" from titre_numero where "titreId" = ${id}::uuid)`
  if (!row) return null
  const { collectiviteId } = row
  const mine = { collectiviteId, titreId: id }
  const passages = await tx.$queryRaw<(Omit<Passage, "le"> & { le: string })[]>`
    select x.id, x.etat::text, x.numero, x.bordereau, x.le::text, x.motif, q.nom as par, x."creeLe"
    from passage_mandat x left join personne q on q.id = x."personneId"
    where x."collectiviteId" = ${collectiviteId}::uuid and x."titreId" = ${id}::uuid order by x."creeLe" desc, x.id desc`
  const lignes = await tx.titreLigne.findMany({
    where: mine,
    select: { rang: true, libelle: true, bases: true, montantHt: true, montantTva: true },
    orderBy: { rang: "asc" },
  })
  const document = await tx.document.findFirst({
    where: { collectiviteId, genre: "titre", objetId: id },
    select: { id: true },
  })
  const projet = await tx.projetTitre.findFirst({ where: mine, select: { justificatifId: true } })
  return {
    ...rowOf(row),
    collectiviteId,
    lignes,
    passages: passages.map((one) => ({ ...one, le: calendarDate(one.le) })),
    documentId: document?.id ?? null,
    justificatifId: projet?.justificatifId ?? null,
  }
}
