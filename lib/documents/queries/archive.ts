import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { DocumentsFilter } from "../schema.ts"
import type { Genre } from "../types.ts"
import { latest } from "./list.ts"
import type { StoredDocument } from "./stored.ts"

/** One file of an archive: where its bytes are, and what is said of it. */
export type ArchiveItem = StoredDocument & {
  id: string
  genre: Genre
  objetId: string
  version: number
  titre: string
  taille: number
  acteLe: CalendarDate | null
  acteNumero: string | null
  creeLe: Date
  transmisLe: CalendarDate | null
  recuLe: CalendarDate | null
  actesNumero: string | null
  finLe: CalendarDate | null
}

type Row = Omit<ArchiveItem, "acteLe" | "transmisLe" | "recuLe" | "finLe"> & {
  acteLe: Date | null
  transmisLe: Date | null
  recuLe: Date | null
  finLe: Date | null
}

/** Past this, one filters: a zip of several gigabytes is of no use to anybody. One more is read, so that nothing is cut unsaid. */
export const ARCHIVE_MAX = 5000

/** What the filter keeps and may be read: the last versions, or all of them for the archives. */
export async function listArchiveItems(
  tx: Tx,
  collectiviteId: string,
  filter: DocumentsFilter,
  versions: "derniere" | "toutes",
  max = ARCHIVE_MAX,
): Promise<ArchiveItem[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select a.id, a.genre::text, a."objetId", a.version::int, a.titre, a.nom, a."mediaType", a.taille, a.empreinte, a.adresse, a."cleEnveloppee",
      a."acteLe", a."acteNumero", a."creeLe", l."transmisLe", l."recuLe", l."actesNumero", l."finLe"
    from document a left join document_legalite l on l."collectiviteId" = a."collectiviteId" and l."documentId" = a.id
    where a."collectiviteId" = ${collectiviteId}::uuid and a.etat = 'disponible'
      and exists (select 1 ${latest(collectiviteId, filter)} 
        and d.genre = a.genre and d."objetId" = a."objetId" ${versions === "derniere" ? sql`and d.id = a.id` : empty})
    order by a.genre, coalesce(a."acteLe", (a."creeLe" at time zone 'Europe/Paris')::date), a."objetId", a.version
    limit ${max}::int + 1`
  return rows.map((row) => ({
    ...row,
    acteLe: dayOf(row.acteLe),
    transmisLe: dayOf(row.transmisLe),
    recuLe: dayOf(row.recuLe),
    finLe: dayOf(row.finLe),
  }))
}

const dayOf = (value: Date | null): CalendarDate | null => value && fromDatabase(value)
