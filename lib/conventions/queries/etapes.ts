import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { listAvancements } from "@/lib/souscriptions/queries/avancements.ts"
import { listDevis } from "@/lib/souscriptions/queries/devis.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { listTaches } from "@/lib/souscriptions/queries/readiness.ts"
import { findActePage } from "./actes.ts"

/** What a souscription's page shows of its way: convention, tasks, amendments. */
export async function findEtapes(tx: Tx, souscription: SouscriptionFile) {
  const { collectiviteId, id, conventionId } = souscription
  const convention = conventionId ? await findActePage(tx, collectiviteId, conventionId) : null
  const taches = await listTaches(tx, collectiviteId, id)
  const avenants = await tx.avenant.findMany({
    where: { collectiviteId, souscriptionId: id },
    select: {
      ...{ id: true, rang: true, etat: true, acteId: true, quantiteAvant: true, quantiteApres: true, effetLe: true },
      options: { select: { id: true, sens: true, nom: true }, orderBy: { id: "asc" } },
    },
    orderBy: { rang: "desc" },
  })
  const [avancement] = await listAvancements(tx, { collectiviteId, id })
  if (!avancement) throw new Error(`souscription ${id}: no steps`)
  return {
    avancement,
    convention,
    taches,
    devis: await listDevis(tx, collectiviteId, id),
    avenants: avenants.map(({ effetLe, ...avenant }) => ({ ...avenant, effetLe: fromDatabase(effetLe) })),
  }
}
export type Etapes = Awaited<ReturnType<typeof findEtapes>>
