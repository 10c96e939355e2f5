import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { empty, join, sql } from "@/lib/platform/db.ts"
import { TRANSMISSION_JOURS, transmissionAvant } from "../rules/transmission.ts"
import { ACTES, type GenreDepose } from "../types.ts"

/** What an act still waits for at the prefecture. */
export type Attente = { attend: "transmission" | "reception"; avant: CalendarDate }

export type LateTransmission = Attente & {
  id: string
  publicId: string
  collectivite: string
  genre: GenreDepose
  titre: string
  numero: string | null
}

type Row = Omit<LateTransmission, "avant"> & { depuis: CalendarDate }

/** An act counts from its own day, a sealed one from its sealing; dates entered on an earlier version hold for the next. */
const waiting = (document?: { collectiviteId: string; id: string }) => sql`
  from (
    select d.id, d."collectiviteId", d.genre::text, d.titre, d."acteNumero" as numero,
      case when v."transmisLe" is null then 'transmission' else 'reception' end as attend,
      coalesce(v."transmisLe",
        case when d."deposeParId" is not null then d."acteLe" end,
        case when exists (select from acte a where a."collectiviteId" = d."collectiviteId" and a."scelleDocumentId" = d.id)
          then (d."creeLe" at time zone 'Europe/Paris')::date end,
        d."acteLe", (d."creeLe" at time zone 'Europe/Paris')::date) as depuis
    from document d cross join lateral (
      select max(l."transmisLe") as "transmisLe", max(l."recuLe") as "recuLe"
      from document o join document_legalite l on l."collectiviteId" = o."collectiviteId" and l."documentId" = o.id
      where o."collectiviteId" = d."collectiviteId" and o.genre = d.genre and o."objetId" = d."objetId") v
    where d.etat = 'disponible' and d.genre in (${join(ACTES.map((acte) => sql`${acte}::document_genre`))})
      ${document ? sql`and d."collectiviteId" = ${document.collectiviteId}::uuid and d.id = ${document.id}::uuid` : empty}
      and v."recuLe" is null
      and not exists (select from document n where n."collectiviteId" = d."collectiviteId" and n.genre = d.genre
        and n."objetId" = d."objetId" and n.version > d.version and n.etat <> 'infecte')
      and not exists (select from acte a where a."collectiviteId" = d."collectiviteId" and a.id = d."objetId"
        and a."scelleDocumentId" is distinct from d.id)
  ) w`

/** Acts whose transmission, or whose receipt, nobody recorded in time; the oldest first. What is not signed is no act yet. */
export async function listLateTransmissions(tx: Tx, day: CalendarDate, limit: number): Promise<LateTransmission[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select w.id, c."publicId", c.nom as collectivite, w.genre, w.titre, w.numero, w.attend, w.depuis::text as depuis
    ${waiting()} join collectivite c on c.id = w."collectiviteId"
    where w.depuis + ${TRANSMISSION_JOURS}::int < ${day}::date
    order by w.depuis, w.id limit ${limit}::int`
  return rows.map(({ depuis, ...row }) => ({ ...row, avant: transmissionAvant(depuis) }))
}

/** The same of one document; null where nothing is waited for. */
export async function findAttente(tx: Tx, collectiviteId: string, id: string): Promise<Attente | null> {
  const [row] = await tx.$queryRaw<Pick<Row, "attend" | "depuis">[]>`
    select w.attend, w.depuis::text as depuis ${waiting({ collectiviteId, id })}`
  return row ? { attend: row.attend, avant: transmissionAvant(row.depuis) } : null
}
