import type { AgentContext } from "@/lib/access/context.ts"
import { recordDeliberation } from "@/lib/deliberations/commands.ts"
import { type RecordInput, recordInput } from "@/lib/deliberations/schema.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { asFile, onePagePdf } from "./files.ts"

let numero = 0

/** A délibération of the operator for a tariff to rest on: old enough for any, unless it is said. */
export async function voteDeliberation(ctx: AgentContext, over: Partial<RecordInput> = {}): Promise<string> {
  numero += 1
  const input = recordInput.parse({
    ...{ organe: "Comité syndical", numero: `E-${numero}`, objet: "Tarifs d’essai", delibereLe: "2020-01-15" },
    ...{ publique: "oui", fichier: asFile(onePagePdf({}), "deliberation.pdf") },
  })
  const made = await recordDeliberation(ctx, { ...input, ...over }, { storage: documentStorage(), scan: null })
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}
