import type { Tx } from "@/lib/access/door.ts"
import type { Outil } from "@/lib/catalogue/types.ts"
import { findStatut } from "@/lib/collectivites/queries/dossier.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { checkEligible } from "../rules/life.ts"
import type { Acces } from "../types.ts"

/**
 * Whether this collectivité may use a part of the portal: the service of the catalogue that opens it decides, and a
 * souscription in service is the key. What a withdrawn service had opened stays open.
 */
export async function findAcces(
  tx: Tx,
  { collectiviteId, type }: { collectiviteId: string; type: CollectiviteType },
  outil: Outil,
): Promise<Acces> {
  const mine = await tx.souscription.findMany({
    where: { collectiviteId, service: { outil }, etat: { in: ["en_service", "approuvee", "a_approuver"] } },
    select: { id: true, etat: true },
    orderBy: [{ enServiceLe: { sort: "asc", nulls: "last" } }, { id: "asc" }],
  })
  const open = mine.find(({ etat }) => etat === "en_service")
  if (open) return { etat: "ouvert", souscriptionId: open.id }
  const asked = mine[0]
  if (asked) return { etat: "demande", souscriptionId: asked.id }
  const service = await tx.service.findFirst({ where: { outil, etat: "publie" } })
  if (!service) return { etat: "absent" }
  const eligible = checkEligible({ service, type, statut: await findStatut(tx, collectiviteId) })
  const offre = { slug: service.slug, nom: service.nom, resume: service.description.split("\n")[0] ?? "" }
  return eligible.ok ? { etat: "a_souscrire", offre } : { etat: "non_eligible", offre, refusal: eligible.refusal }
}
