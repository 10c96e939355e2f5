import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { Acte, ActeEtat, ActeGenre, Contenu } from "../types.ts"

const COLUMNS = {
  id: true,
  collectiviteId: true,
  genre: true,
  objetId: true,
  numero: true,
  intitule: true,
  etat: true,
  niveau: true,
  contenu: true,
  empreinte: true,
  documentId: true,
  scelleDocumentId: true,
} as const

/** Another collectivité's act is null: the same answer as an unknown one. */
export async function findActe(tx: Tx, collectiviteId: string, id: string): Promise<Acte | null> {
  const row = await tx.acte.findUnique({ where: { collectiviteId_id: { collectiviteId, id } }, select: COLUMNS })
  return row && { ...row, contenu: asJson<Contenu>(row.contenu) }
}

export type ActePage = Acte & {
  collectivite: { publicId: string; nom: string }
  aSignerAvant: CalendarDate
  motif: string | null
  erreur: string | null
  creeLe: Date
  signatures: SignatureRow[]
}

export type SignatureRow = { id: string; rang: number; nom: string; fonction: string; fondement: string; le: Date }

export async function findActePage(tx: Tx, collectiviteId: string, id: string): Promise<ActePage | null> {
  const row = await tx.acte.findUnique({
    where: { collectiviteId_id: { collectiviteId, id } },
    select: {
      ...COLUMNS,
      aSignerAvant: true,
      motif: true,
      erreur: true,
      creeLe: true,
      collectivite: { select: { publicId: true, nom: true } },
      signatures: {
        select: { id: true, rang: true, nom: true, fonction: true, fondement: true, le: true },
        orderBy: { rang: "asc" },
      },
    },
  })
  return row && { ...row, contenu: asJson<Contenu>(row.contenu), aSignerAvant: fromDatabase(row.aSignerAvant) }
}

/** By identifier alone: for the staff, who see every collectivité. */
export async function findActeOfAnyone(tx: Tx, id: string): Promise<ActePage | null> {
  const row = await tx.acte.findFirst({ where: { id }, select: { collectiviteId: true } })
  return row && findActePage(tx, row.collectiviteId, id)
}

export type ActeRow = {
  id: string
  genre: ActeGenre
  numero: string
  intitule: string
  etat: ActeEtat
  aSignerAvant: CalendarDate
  creeLe: Date
  nom: string
  publicId: string
}

/** What waits for the collectivité's signature, here or in the parapheur. */
export const TO_SIGN = ["a_signer", "au_parapheur"] as const satisfies readonly ActeEtat[]

/** Acts by state, those whose time runs out first; `collectiviteId` set: one member's own. */
export function listActes(
  tx: Tx,
  { collectiviteId, etats, limit }: { collectiviteId?: string; etats?: readonly ActeEtat[]; limit: number },
): Promise<ActeRow[]> {
  return tx.$queryRaw<ActeRow[]>`
    select a.id, a.genre, a.numero, a.intitule, a.etat, a."aSignerAvant"::text as "aSignerAvant", a."creeLe", c.nom, c."publicId"
    from acte a join collectivite c on c.id = a."collectiviteId"
    where (${collectiviteId ?? null}::uuid is null or a."collectiviteId" = ${collectiviteId ?? null}::uuid)
      and (${etats === undefined} or a.etat::text = any (${etats ? [...etats] : []}::text[]))
    order by a.etat in ('scelle', 'refuse', 'caduc'), a."aSignerAvant", a.id limit ${limit}::int`
}
