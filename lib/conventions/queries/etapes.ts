import type { Tx } from "@/lib/access/door.ts"
import { dayInParis, fromDatabase } from "@/lib/platform/dates.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { listTaches } from "@/lib/souscriptions/queries/readiness.ts"
import type { Avancement } from "@/lib/souscriptions/rules/etapes.ts"
import { findActePage } from "./actes.ts"

/** What a souscription's page shows of its way: convention, tasks, amendments. */
export async function findEtapes(tx: Tx, souscription: SouscriptionFile) {
  const { collectiviteId, id, serviceId, conventionId, etat, demandeLe, dateSouhaitee } = souscription
  const { exigeConvention } = await tx.service.findUniqueOrThrow({
    where: { id: serviceId },
    select: { exigeConvention: true },
  })
  const convention = conventionId ? await findActePage(tx, collectiviteId, conventionId) : null
  const taches = await listTaches(tx, collectiviteId, id)
  const avenants = await tx.avenant.findMany({
    where: { collectiviteId, souscriptionId: id },
    select: { id: true, rang: true, etat: true, acteId: true, quantiteAvant: true, quantiteApres: true, effetLe: true },
    orderBy: { rang: "desc" },
  })
  const avancement: Avancement = {
    ...{ etat, dateSouhaitee, exigeConvention },
    demandeLe: dayInParis(demandeLe),
    approbation: souscription.suivis.at(-1)?.etat === "a_approuver",
    convention: convention && { etat: convention.etat, aSignerAvant: convention.aSignerAvant },
    restantes: taches.filter(({ faiteLe }) => faiteLe === null).length,
  }
  return {
    avancement,
    convention,
    taches,
    avenants: avenants.map(({ effetLe, ...avenant }) => ({ ...avenant, effetLe: fromDatabase(effetLe) })),
  }
}
export type Etapes = Awaited<ReturnType<typeof findEtapes>>
