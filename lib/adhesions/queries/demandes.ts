import type { Tx } from "@/lib/access/door.ts"
import type { AdhesionStatut, CollectiviteType } from "@/lib/collectivites/types.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import type { DemandesFilter } from "../schema.ts"
import type { DemandeAdhesionEtat } from "../types.ts"

export type DemandeRow = {
  id: string
  etat: DemandeAdhesionEtat
  recueLe: Date
  contactNom: string
  contactFonction: string
  /** Refused long ago: who asked is no longer known. */
  contactEffaceLe: Date | null
  collectivite: { nom: string; publicId: string; type: CollectiviteType }
}

const BODY = { select: { nom: true, publicId: true, type: true } } as const

type Slice = { limit: number; offset: number }

/** The oldest first: who has waited longest is answered first. */
export const listDemandes = (tx: Tx, filter: DemandesFilter, { limit, offset }: Slice): Promise<DemandeRow[]> =>
  tx.demandeAdhesion.findMany({
    where: where(filter),
    select: {
      ...{ id: true, etat: true, recueLe: true, contactNom: true, contactFonction: true, contactEffaceLe: true },
      collectivite: BODY,
    },
    orderBy: [{ recueLe: "asc" }, { id: "asc" }],
    take: limit,
    skip: offset,
  })

/** Stops counting at `bound`. */
export async function countDemandes(tx: Tx, filter: DemandesFilter, bound: number): Promise<number> {
  const rows = await tx.demandeAdhesion.findMany({ where: where(filter), select: { id: true }, take: bound })
  return rows.length
}

const OPEN: DemandeAdhesionEtat[] = ["recue", "en_cours"]
const where = ({ etat }: DemandesFilter) => ({ etat: etat === "ouvertes" ? { in: OPEN } : etat })

export type DemandeFile = DemandeRow & {
  collectiviteId: string
  contactCourriel: string
  contactTelephone: string | null
  categorieJuridique: string
  message: string | null
  decideLe: Date | null
  decidePar: string | null
  motif: string | null
  situation: { statut: AdhesionStatut; depuis: CalendarDate; synthetique: boolean } | null
}

/** For staff: an identifier alone, since the desk sees every collectivité. */
export async function findDemande(tx: Tx, id: string): Promise<DemandeFile | null> {
  const row = await tx.demandeAdhesion.findFirst({ where: { id }, include: { collectivite: BODY } })
  if (!row) return null
  const { decideParId, ...demande } = row
  const [present] = await tx.adhesion.findMany({ where: { collectiviteId: row.collectiviteId, jusqua: null }, take: 1 })
  const person = decideParId
    ? await tx.personne.findUnique({ where: { id: decideParId }, select: { nom: true } })
    : null
  return {
    ...demande,
    decidePar: person?.nom ?? null,
    situation: present
      ? { statut: present.statut, depuis: fromDatabase(present.depuis), synthetique: present.synthetique }
      : null,
  }
}
