import { z } from "zod"
import { isCalendarDate } from "@/lib/platform/dates.ts"
import { empty, join, sql } from "@/lib/platform/db.ts"
import type { Tx } from "./door.ts"

export type JournalRow = {
  id: string
  le: Date
  contexte: string
  personne: string | null
  raison: string | null
  concerne: string | null
  concernePublicId: string | null
  evenement: string
  objet: string | null
  avant: unknown
  apres: unknown
}

const day = z.string().refine(isCalendarDate).optional().catch(undefined)

/** The address of the journal: what it cannot read is left out. */
export const journalFilter = z.object({
  /** Public id of a collectivité. */
  collectivite: z.string().max(40).optional().catch(undefined),
  evenement: z.string().max(80).optional().catch(undefined),
  /** Calendar days in Paris, both included. */
  du: day,
  au: day,
  /** The last row of the page before. */
  avant: z.uuid().optional().catch(undefined),
})
export type JournalFilter = Omit<z.infer<typeof journalFilter>, "avant">

/** Staff opened a file: a trace for the auditor, and no event of that file's history. */
const READINGS = ["fiche.consulted", "redevance.consultee"]

/** What was done about a collectivité, newest first: without the readings, which would hide it. */
export const listHistory = (tx: Tx, collectivite: string, limit: number): Promise<JournalRow[]> =>
  selectJournal(
    tx,
    [
      sql`j."concerneId" = (select id from collectivite where "publicId" = ${collectivite})`,
      sql`j.evenement <> all (${READINGS})`,
    ],
    limit,
  )

/** Who did what, newest first; `before` is the identifier of the last row of the page before. */
export function listJournal(tx: Tx, filter: JournalFilter, limit: number, before?: string): Promise<JournalRow[]> {
  const clauses = [
    ...(filter.collectivite
      ? [sql`j."concerneId" = (select id from collectivite where "publicId" = ${filter.collectivite})`]
      : []),
    ...(filter.evenement ? [sql`j.evenement = ${filter.evenement}`] : []),
    ...(filter.du ? [sql`j.le >= (${filter.du}::date)::timestamp at time zone 'Europe/Paris'`] : []),
    ...(filter.au ? [sql`j.le < (${filter.au}::date + 1)::timestamp at time zone 'Europe/Paris'`] : []),
    ...(before ? [sql`(j.le, j.id) < (select le, id from journal where id = ${before}::uuid)`] : []),
  ]
  return selectJournal(tx, clauses, limit)
}

const selectJournal = (tx: Tx, clauses: ReturnType<typeof sql>[], limit: number) =>
  tx.$queryRaw<JournalRow[]>`
    select j.id, j.le, j.contexte, p.nom as personne, j.raison, c.nom as concerne, c."publicId" as "concernePublicId",
      j.evenement, j.objet, j.avant, j.apres
    from journal j
    left join personne p on p.id = j."personneId"
    left join collectivite c on c.id = j."concerneId"
    ${clauses.length > 0 ? sql`where ${join(clauses, " and ")}` : empty}
    order by j.le desc, j.id desc limit ${limit}`

/** The events that the journal holds, for a filter. */
export async function listEvenements(tx: Tx): Promise<string[]> {
  // A loose index scan would do the same on millions of rows; the list of events is short and the desk is not the hot path.
  const rows = await tx.$queryRaw<{ evenement: string }[]>`select distinct evenement from journal order by evenement`
  return rows.map(({ evenement }) => evenement)
}
