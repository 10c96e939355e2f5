import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { log } from "@/lib/platform/log.ts"
import type { FournisseurPort } from "@/lib/ports/fournisseur.ts"
import { pullReleve } from "./releves.ts"

const ctx = systeme("postes.pull", "operateur")

/** Once a day, what the provider says; a reading that waits for a person, or an answer that does not come, is asked again later. */
export async function pullDueReleves(fournisseur: FournisseurPort): Promise<boolean> {
  const due = await read(ctx, (tx) =>
    tx.service.findMany({
      where: { parPoste: true, releveLe: { lt: toDatabase(today()) } },
      select: { slug: true },
    }),
  )
  for (const { slug } of due) {
    const answer = await pullReleve(ctx, { service: slug }, fournisseur)
    if (!answer.ok)
      log.warn({ service: slug, refusal: answer.refusal, ...answer.details }, "no reading of the provider")
  }
  return false
}
