import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"

export type LigneFile = Awaited<ReturnType<typeof listLignes>>[number]

/** Lines that are still paid. */
export async function listLignes(tx: Tx, collectiviteId: string) {
  const rows = await tx.ligneTelecom.findMany({
    where: { collectiviteId, retireeLe: null },
    orderBy: [{ site: "asc" }, { libelle: "asc" }],
    take: 500,
  })
  return rows.map(({ engagementJusqua, ...row }) => ({
    ...row,
    engagementJusqua: engagementJusqua && fromDatabase(engagementJusqua),
  }))
}
