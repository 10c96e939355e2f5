import type { Tx } from "@/lib/access/door.ts"
import type { OptionOfferte } from "../types.ts"
import { optionOf } from "./published.ts"

export type OptionGeree = OptionOfferte & { retiree: boolean; souscriptions: number }

/** All options of a service for the staff, those withdrawn too, with how many asked for each. */
export async function listOptions(tx: Tx, serviceId: string): Promise<OptionGeree[]> {
  const rows = await tx.serviceOption.findMany({
    where: { serviceId },
    orderBy: { rang: "asc" },
    include: { _count: { select: { souscriptions: true } } },
  })
  return rows.map((row) => ({
    ...optionOf(row),
    retiree: row.retireeLe !== null,
    souscriptions: row._count.souscriptions,
  }))
}
