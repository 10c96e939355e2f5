import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { Part, Prise } from "../types.ts"

const SERVICE = { service: { select: { nom: true } } } as const
type Dated = { part: { toString(): string }; depuis: Date; jusqua: Date | null; service: { nom: string } }

const read = <R extends Dated>({ part, depuis, jusqua, service, ...row }: R) => ({
  ...row,
  service: service.nom,
  part: decimal(part.toString()),
  depuis: fromDatabase(depuis),
  jusqua: jusqua && fromDatabase(jusqua),
})

/** Ended before it began, it never held. */
const held = ({ depuis, jusqua }: { depuis: CalendarDate; jusqua: CalendarDate | null }): boolean =>
  jusqua === null || jusqua > depuis

/**
 * Who pays a part of what these bodies use, from `du` to `au` excluded: for billing, by the operator's login. The parts
 * of one service on one day never exceed the whole.
 */
export async function listParts(
  tx: Tx,
  { beneficiaires, du, au }: { beneficiaires: readonly string[]; du: CalendarDate; au: CalendarDate },
): Promise<(Part & { beneficiaireId: string })[]> {
  const rows = await tx.priseEnCharge.findMany({
    where: {
      beneficiaireId: { in: [...beneficiaires] },
      etat: { in: ["acceptee", "terminee"] },
      depuis: { lt: toDatabase(au) },
      OR: [{ jusqua: null }, { jusqua: { gt: toDatabase(du) } }],
    },
    include: { ...SERVICE, collectivite: { select: { nom: true } } },
    orderBy: [{ depuis: "asc" }, { id: "asc" }],
  })
  return rows
    .map(read)
    .filter(held)
    .map(({ id, collectiviteId, collectivite, serviceId, service, part, depuis, jusqua, beneficiaireId }) => ({
      ...{ id, serviceId, service, part, depuis, jusqua, beneficiaireId },
      payeurId: collectiviteId,
      payeurNom: collectivite.nom,
    }))
}

/** What others pay for this body, as its own file says. */
export async function listRecues(
  tx: Tx,
  { collectiviteId, serviceId }: { collectiviteId: string; serviceId?: string },
): Promise<Part[]> {
  const rows = await tx.priseEnChargeRecue.findMany({
    where: { collectiviteId, ...(serviceId ? { serviceId } : {}) },
    include: SERVICE,
    orderBy: [{ depuis: "desc" }, { id: "desc" }],
  })
  return rows
    .map(read)
    .filter(held)
    .map(({ collectiviteId: _, ...part }) => part)
}

/** What this body pays for others, newest first. */
export async function listPrises(tx: Tx, collectiviteId: string): Promise<Prise[]> {
  const rows = await tx.priseEnCharge.findMany({
    where: { collectiviteId },
    include: SERVICE,
    orderBy: [{ depuis: "desc" }, { beneficiaireNom: "asc" }, { id: "desc" }],
  })
  return rows.map(read).map(({ id, etat, beneficiaireId, beneficiaireNom, serviceId, service, ...row }) => ({
    ...{ id, etat, beneficiaireId, beneficiaireNom, serviceId, service },
    ...{ part: row.part, depuis: row.depuis, jusqua: row.jusqua, fondement: row.fondement, motif: row.motif },
  }))
}
