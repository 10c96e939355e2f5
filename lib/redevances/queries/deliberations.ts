import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import type { Arrondi, Taux } from "../types.ts"
import { tauxOf } from "./reference.ts"

export type DeliberationFile = {
  id: string
  annee: number
  permanente: boolean
  taux: Taux | null
  arrondi: Arrondi
  prorata: boolean
  exigibiliteMois: number
  exigibiliteJour: number
  numero: string | null
  adopteeLe: CalendarDate | null
}

/** Adopted or being prepared, newest first. */
export async function listDeliberations(tx: Tx, collectiviteId: string): Promise<DeliberationFile[]> {
  const rows = await tx.deliberationRodp.findMany({
    where: { collectiviteId },
    orderBy: [{ annee: "desc" }, { creeLe: "desc" }],
    take: 50,
  })
  return rows.map(({ souterrainKm, aerienKm, empriseM2, nonRoutierKm, nonRoutierM2, adopteeLe, ...row }) => ({
    ...row,
    taux:
      souterrainKm && aerienKm && empriseM2 && nonRoutierKm && nonRoutierM2
        ? tauxOf({ souterrainKm, aerienKm, empriseM2, nonRoutierKm, nonRoutierM2 })
        : null,
    adopteeLe: adopteeLe && fromDatabase(adopteeLe),
  }))
}

export async function findDeliberation(tx: Tx, collectiviteId: string, id: string): Promise<DeliberationFile | null> {
  return (await listDeliberations(tx, collectiviteId)).find((one) => one.id === id) ?? null
}
