import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import { findMandat } from "../queries/dossier.ts"
import type { RedevanceRefusal } from "../types.ts"

type Creditor = { collectiviteId: string; nom: string; publicId: string }

/** For whom one acts: a member for her own collectivité with the service open; staff only under the mandate it gave. */
export async function creditorOf(
  tx: Tx,
  ctx: MembreContext | AgentContext,
  publicId: string,
): Promise<Result<Creditor, RedevanceRefusal>> {
  const found = await tx.collectivite.findUnique({
    where: { publicId: ctx.kind === "membre" ? only(ctx).publicId : publicId },
    select: { id: true, nom: true, publicId: true, type: true },
  })
  if (!found) return refuse("collectivite-inconnue")
  const type: CollectiviteType = found.type
  const acces = await findAcces(tx, { collectiviteId: found.id, type }, "redevances")
  if (acces.etat !== "ouvert") return refuse("service-ferme")
  if (ctx.kind === "agent" && !(await findMandat(tx, found.id))) return refuse("sans-mandat")
  return ok({ collectiviteId: found.id, nom: found.nom, publicId: found.publicId })
}
