import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"

export type TitreFait = Awaited<ReturnType<typeof listTitres>>[number]

/** The files made for a claim, newest first. */
export async function listTitres(tx: Tx, collectiviteId: string, creanceId: string) {
  const rows = await tx.creanceRodpTitre.findMany({
    where: { collectiviteId, creanceId },
    select: {
      ...{ id: true, exercice: true, bordereau: true, numero: true, emisLe: true, montant: true },
      document: { select: { id: true, nom: true } },
    },
    orderBy: { creeLe: "desc" },
  })
  return rows.map(({ emisLe, ...row }) => ({ ...row, emisLe: fromDatabase(emisLe) }))
}

/** What the comptable gave for the last titre, offered again for the next one. */
export const findLastCodes = (tx: Tx, collectiviteId: string) =>
  tx.creanceRodpTitre.findFirst({
    where: { collectiviteId },
    select: { poste: true, codeCollectivite: true, budget: true, codeProduit: true },
    orderBy: { creeLe: "desc" },
  })
export type CodesDuComptable = NonNullable<Awaited<ReturnType<typeof findLastCodes>>>
