import type { WriteTx } from "@/lib/access/door.ts"
import type { Acte } from "../types.ts"

/** Whether this charte confirms a membership that runs: it then begins or ends nothing. */
export const isRenewal = async (tx: WriteTx, { collectiviteId, id }: Acte): Promise<boolean> =>
  (await tx.generationLigne.count({ where: { collectiviteId, acteId: id } })) > 0
