import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"

export type Cuivre = {
  lot: string | null
  commerciale: CalendarDate | null
  technique: CalendarDate | null
  /** Null without any file of addresses. */
  bloquees: number | null
}

/** What is known of the copper's closing in a commune. */
export async function findCuivre(tx: Tx, communeId: string): Promise<Cuivre> {
  const row = await tx.balCommune.findUnique({ where: { concerneId: communeId } })
  const version = await tx.balVersion.findFirst({
    where: { collectiviteId: communeId, communeId, courante: true },
    select: { bloquees: true },
  })
  return {
    lot: row?.lot ?? null,
    commerciale: row?.fermetureCommercialeLe ? fromDatabase(row.fermetureCommercialeLe) : null,
    technique: row?.fermetureTechniqueLe ? fromDatabase(row.fermetureTechniqueLe) : null,
    bloquees: version?.bloquees ?? null,
  }
}
