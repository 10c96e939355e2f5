import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"

export type MarcheFile = {
  id: string
  prestataire: { id: string; nom: string }
  objet: string
  reference: string | null
  depuis: CalendarDate | null
  jusqua: CalendarDate
  alerteMois: number
  prix: string | null
  hebergement: string | null
  certification: string | null
  source: string | null
  services: { slug: string; nom: string }[]
}

const SELECT = {
  prestataire: { select: { id: true, nom: true } },
  services: { select: { slug: true, nom: true }, orderBy: { nom: "asc" as const } },
} as const

/** Every market, the first to end on top. */
export async function listMarches(tx: Tx): Promise<MarcheFile[]> {
  const rows = await tx.marche.findMany({ orderBy: [{ jusqua: "asc" }, { objet: "asc" }], include: SELECT })
  return rows.map(({ depuis, jusqua, majLe: _, prestataireId: __, ...row }) => ({
    ...row,
    depuis: depuis && fromDatabase(depuis),
    jusqua: fromDatabase(jusqua),
  }))
}

export const listPrestataires = (tx: Tx) =>
  tx.prestataire.findMany({ orderBy: { nom: "asc" }, include: { _count: { select: { marches: true } } } })

export const findPrestataire = (tx: Tx, id: string) => tx.prestataire.findUnique({ where: { id } })
