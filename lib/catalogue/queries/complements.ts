import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { listServiceDocuments } from "./fichiers.ts"

export type Complements = Awaited<ReturnType<typeof findComplements>>

/** What surrounds one service: documents, what it needs first, whose contract is behind it. */
export async function findComplements(tx: Tx, serviceId: string) {
  const row = await tx.service.findUniqueOrThrow({
    where: { id: serviceId },
    select: {
      prerequis: { select: { requis: { select: { nom: true, slug: true } } } },
      marche: { include: { prestataire: { select: { id: true, nom: true } } } },
      module: true,
    },
  })
  return {
    documents: await listServiceDocuments(tx, serviceId),
    prerequis: row.prerequis.map(({ requis }) => requis),
    marche: row.marche && { ...row.marche, jusqua: fromDatabase(row.marche.jusqua) },
    module: row.module,
  }
}

export type ExperimentationFile = {
  id: string
  objet: string
  montant: bigint
  depuis: CalendarDate
  jusqua: CalendarDate
  /** In words; `deliberationId` is the act, where the portal keeps it. */
  deliberation: string
  deliberationId: string | null
  delibereLe: CalendarDate
  membres: { nom: string; publicId: string }[]
}

/** What is or was tried of one service, with the members chosen; for the staff. */
export async function listExperimentations(tx: Tx, serviceId: string): Promise<ExperimentationFile[]> {
  const rows = await tx.experimentation.findMany({ where: { serviceId }, orderBy: { depuis: "desc" } })
  const members = await tx.$queryRaw<{ id: string; nom: string; publicId: string }[]>`
    select m."experimentationId" as id, c.nom, c."publicId" from experimentation_membre m
    join experimentation e on e.id = m."experimentationId" join collectivite c on c.id = m."collectiviteId"
    where e."serviceId" = ${serviceId}::uuid order by c.nom`
  return rows.map(({ id, objet, montant, deliberation, deliberationId, ...row }) => ({
    ...{ id, objet, montant, deliberation, deliberationId },
    ...{ depuis: fromDatabase(row.depuis), jusqua: fromDatabase(row.jusqua), delibereLe: fromDatabase(row.delibereLe) },
    membres: members.filter((member) => member.id === id).map(({ nom, publicId }) => ({ nom, publicId })),
  }))
}

/** Null while nobody has written it. */
export async function findImpact(tx: Tx, serviceId: string) {
  const row = await tx.ficheImpact.findUnique({ where: { serviceId } })
  return row && { ...row, tarifProjete: row.tarifProjete && decimal(row.tarifProjete.toString()) }
}

/** Services that others offer to the members, shown as theirs. */
export const listOffresExternes = (tx: Tx) => tx.offreExterne.findMany({ orderBy: { rang: "asc" } })
export type OffreExterne = Awaited<ReturnType<typeof listOffresExternes>>[number]

/** Needs named without a tool of their own, and what answers them today. */
export const listBesoins = (tx: Tx) =>
  tx.besoin.findMany({
    orderBy: { rang: "asc" },
    select: { id: true, nom: true, reponse: true, source: true, service: { select: { slug: true, nom: true } } },
  })
export type Besoin = Awaited<ReturnType<typeof listBesoins>>[number]
