import type { AgentContext } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { makePes } from "@/lib/echanges/commands/make-pes.ts"
import { listBordereauxAFaire } from "@/lib/echanges/queries/bordereaux.ts"
import { succeeded } from "../told.ts"

/** Each bordereau that still has something to send by PES. */
export async function makePesFiles(staff: AgentContext): Promise<void> {
  for (const key of await read(staff, listBordereauxAFaire)) {
    const { exercice, bordereau, genre } = key
    succeeded(`Fichier PES du bordereau ${exercice}-${bordereau} (${genre})`, await makePes(staff, key))
  }
}
