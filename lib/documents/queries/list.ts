import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { join, sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import type { DocumentsFilter } from "../schema.ts"
import type { DocumentEtat, Genre } from "../types.ts"

export type DocumentRow = {
  id: string
  genre: Genre
  objetId: string
  titre: string
  nom: string
  mediaType: string
  taille: number
  version: number
  versions: number
  acteLe: CalendarDate | null
  acteNumero: string | null
  etat: DocumentEtat
  creeLe: Date
}

export const DOCUMENTS_PER_PAGE = 50

/** The last version of each document; an infected one never hides the version before. */
export const latest = (collectiviteId: string, { q, genre, annee, etat }: DocumentsFilter) => {
  const clauses = [
    sql`true`,
    ...words(q),
    ...(genre ? [sql`d.genre = ${genre}::document_genre`] : []),
    ...(annee
      ? [sql`extract(year from coalesce(d."acteLe", d."creeLe" at time zone 'Europe/Paris')) = ${annee}::int`]
      : []),
    ...(etat ? [sql`d.etat = ${etat}::document_etat`] : []),
  ]
  return sql`
    from (select distinct on (genre, "objetId") *, count(*) over (partition by genre, "objetId")::int as versions
      from document where "collectiviteId" = ${collectiviteId}::uuid and genre <> 'logo'
      order by genre, "objetId", (etat = 'infecte'), version desc) d
    where ${join(clauses, " and ")}`
}

/** Every word somewhere in the title, the number or the name; accents and capitals aside. */
const words = (q: string) =>
  fold(q)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => sql`position(${word} in d.recherche) > 0`)

/** Newest act first. */
export async function listDocuments(
  tx: Tx,
  collectiviteId: string,
  filter: DocumentsFilter,
  limit = DOCUMENTS_PER_PAGE,
): Promise<DocumentRow[]> {
  const rows = await tx.$queryRaw<(Omit<DocumentRow, "acteLe"> & { acteLe: Date | null })[]>`
    select d.id, d.genre::text, d."objetId", d.titre, d.nom, d."mediaType", d.taille, d.version::int, d.versions, d."acteLe",
      d."acteNumero", d.etat::text, d."creeLe"
    ${latest(collectiviteId, filter)}
    order by coalesce(d."acteLe", (d."creeLe" at time zone 'Europe/Paris')::date) desc, d.id desc
    limit ${limit}::int offset ${(filter.page - 1) * DOCUMENTS_PER_PAGE}::int`
  return rows.map((row) => ({ ...row, acteLe: row.acteLe && fromDatabase(row.acteLe) }))
}

export async function countDocuments(
  tx: Tx,
  collectiviteId: string,
  filter: DocumentsFilter,
  bound: number,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ counted: number }[]>`
    select count(*)::int as counted from (select 1 ${latest(collectiviteId, filter)} limit ${bound}::int) kept`
  return row?.counted ?? 0
}

export type Piece = { id: string; titre: string; mediaType: string; taille: number }

/** What may be read of what is filed under these matters, its last versions, oldest first. */
export const listPieces = (tx: Tx, collectiviteId: string, affaireIds: readonly string[]): Promise<Piece[]> =>
  affaireIds.length === 0
    ? Promise.resolve([])
    : tx.$queryRaw<Piece[]>`
        select d.id, d.titre, d."mediaType", d.taille from document d
        where d."collectiviteId" = ${collectiviteId}::uuid and d."affaireId" = any(${[...affaireIds]}::uuid[]) and d.etat = 'disponible'
          and not exists (select from document n where n."collectiviteId" = d."collectiviteId" and n.genre = d.genre
            and n."objetId" = d."objetId" and n."affaireId" = d."affaireId" and n.version > d.version)
        order by d."creeLe", d.id`

/** Staff name a collectivité by its address; null for none. */
export async function findCollectiviteId(tx: Tx, publicId: string): Promise<string | null> {
  const row = await tx.collectivite.findUnique({ where: { publicId }, select: { id: true } })
  return row?.id ?? null
}

/** Where the choice of years begins; null without any document. */
export async function findOldestYear(tx: Tx, collectiviteId: string): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ year: number | null }[]>`
    select extract(year from min(coalesce("acteLe", ("creeLe" at time zone 'Europe/Paris')::date)))::int as year
    from document where "collectiviteId" = ${collectiviteId}::uuid`
  return row?.year ?? null
}
