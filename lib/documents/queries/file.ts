import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import type { DepartConservation, DocumentEtat, Genre, SortFinal } from "../types.ts"
import { type Attente, findAttente } from "./transmissions.ts"

export type DocumentVersion = {
  id: string
  version: number
  nom: string
  taille: number
  etat: DocumentEtat
  creeLe: Date
  /** Null: the portal, or somebody of the operator whose name a member does not see. */
  par: string | null
}

export type Legalite = {
  transmisLe: CalendarDate | null
  recuLe: CalendarDate | null
  actesNumero: string | null
  finLe: CalendarDate | null
  version: number
}

export type Visa = { numero: string; viseLe: CalendarDate; visePar: string }

export type DocumentFile = DocumentVersion & {
  genre: Genre
  objetId: string
  titre: string
  mediaType: string
  empreinte: string
  acteLe: CalendarDate | null
  acteNumero: string | null
  deposeParId: string | null
  signature: string | null
  /** Newest first, this one included. */
  versions: DocumentVersion[]
  legalite: Legalite | null
  /** What is still waited for from the prefecture. */
  attente: Attente | null
  visa: Visa | null
}

/** Another collectivité's document is null: the same answer as an unknown one. */
export async function findDocumentFile(tx: Tx, collectiviteId: string, id: string): Promise<DocumentFile | null> {
  const row = await tx.document.findUnique({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: { legalites: true, visas: true },
  })
  if (!row || row.genre === "logo") return null
  const { genre, objetId } = row
  const versions = await tx.$queryRaw<DocumentVersion[]>`
    select d.id, d.version::int, d.nom, d.taille, d.etat::text, d."creeLe", p.nom as par
    from document d left join personne p on p.id = d."deposeParId"
    where d."collectiviteId" = ${collectiviteId}::uuid and d.genre = ${genre}::document_genre and d."objetId" = ${objetId}::uuid
    order by d.version desc limit 100`
  const own = versions.find((version) => version.id === id)
  const [legalite] = row.legalites
  const [visa] = row.visas
  return {
    ...row,
    genre,
    par: own?.par ?? null,
    acteLe: dayOf(row.acteLe),
    signature: row.analyseSignature,
    versions,
    attente: await findAttente(tx, collectiviteId, id),
    legalite: legalite
      ? {
          ...legalite,
          transmisLe: dayOf(legalite.transmisLe),
          recuLe: dayOf(legalite.recuLe),
          finLe: dayOf(legalite.finLe),
        }
      : null,
    visa: visa ? { ...visa, viseLe: fromDatabase(visa.viseLe) } : null,
  }
}

const dayOf = (value: Date | null): CalendarDate | null => value && fromDatabase(value)

export type RegleConservation = {
  genre: Genre
  dureeAns: number
  depart: DepartConservation
  sortFinal: SortFinal
  source: string
  version: number
}

/** For staff only: the members' login does not reach the table. */
export async function listRegles(tx: Tx): Promise<RegleConservation[]> {
  const rows = await tx.regleConservation.findMany({ orderBy: { genre: "asc" } })
  return rows.flatMap(({ genre, ...regle }) => (genre === "logo" ? [] : [{ ...regle, genre }]))
}
