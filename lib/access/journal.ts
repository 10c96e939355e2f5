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

export type JournalFilter = {
  /** Public id of a collectivité. */
  collectivite?: string
  evenement?: string
  /** Calendar days, both included. */
  du?: string
  au?: string
}

/** Who did what, newest first; `before` is the identifier of the last row of the page before. */
export function listJournal(tx: Tx, filter: JournalFilter, limit: number, before?: string): Promise<JournalRow[]> {
  const clauses = [
    ...(filter.collectivite ? [sql`c."publicId" = ${filter.collectivite}`] : []),
    ...(filter.evenement ? [sql`j.evenement = ${filter.evenement}`] : []),
    ...(filter.du ? [sql`j.le >= (${filter.du}::date)::timestamp at time zone 'Europe/Paris'`] : []),
    ...(filter.au ? [sql`j.le < (${filter.au}::date + 1)::timestamp at time zone 'Europe/Paris'`] : []),
    ...(before ? [sql`(j.le, j.id) < (select le, id from journal where id = ${before}::uuid)`] : []),
  ]
  return tx.$queryRaw<JournalRow[]>`
    select j.id, j.le, j.contexte, p.nom as personne, j.raison, c.nom as concerne, c."publicId" as "concernePublicId",
      j.evenement, j.objet, j.avant, j.apres
    from journal j
    left join personne p on p.id = j."personneId"
    left join collectivite c on c.id = j."concerneId"
    ${clauses.length > 0 ? sql`where ${join(clauses, " and ")}` : empty}
    order by j.le desc, j.id desc limit ${limit}`
}

/** The events that the journal holds, for a filter. */
export async function listEvenements(tx: Tx): Promise<string[]> {
  // A loose index scan would do the same on millions of rows; the list of events is short and the desk is not the hot path.
  const rows = await tx.$queryRaw<{ evenement: string }[]>`select distinct evenement from journal order by evenement`
  return rows.map(({ evenement }) => evenement)
}
