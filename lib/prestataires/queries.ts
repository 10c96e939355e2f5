import type { Tx } from "@/lib/access/door.ts"
import { addDays, type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"

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

/** A market that has reached a notice of its end. */
export type MarcheQuiFinit = {
  id: string
  prestataireId: string
  prestataire: string
  objet: string
  services: string[]
  jusqua: CalendarDate
  alerteMois: number
  /** Days before the end of the last notice; null while none was. */
  dernier: number | null
}

/** The nearest end first, without those that are told past it. Prolonged, a market is told of its new last day. */
export const listFinsProches = (tx: Tx, day: CalendarDate, jours: readonly number[]): Promise<MarcheQuiFinit[]> =>
  tx.$queryRaw<MarcheQuiFinit[]>`
    select m.id, m."prestataireId", p.nom as prestataire, m.objet, m.jusqua::text, m."alerteMois"::int, a.dernier,
      array(select s.nom from service s where s."marcheId" = m.id order by s.nom) as services
    from marche m join prestataire p on p.id = m."prestataireId"
    cross join lateral (select min(x.jours) as dernier from marche_avis x where x."marcheId" = m.id and x.jusqua = m.jusqua) a
    where a.dernier is distinct from 0
      and (m.jusqua <= ${addDays(day, Math.max(0, ...jours))}::date
        or m.jusqua - make_interval(months => m."alerteMois"::int) <= ${day}::date)
    order by m.jusqua, m.id`
