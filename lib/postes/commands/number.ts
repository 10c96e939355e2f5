import type { WriteTx } from "@/lib/access/door.ts"
import { findTarifs } from "@/lib/catalogue/queries/published.ts"
import { type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { PosteInput } from "../schema.ts"
import { COMMANDES_SANS_SUITE, type PostesRefusal } from "../types.ts"

/** One writer at a time on the posts of a collectivité: numbers and names are then unique. */
export const lockPostes = (tx: WriteTx, collectiviteId: string) =>
  tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`postes:${collectiviteId}`}, 0))::text`

type Batch = {
  collectiviteId: string
  souscriptionId: string
  serviceId: string
  commandeId: string
  postes: readonly PosteInput[]
  depuis: CalendarDate | null
  /** The day whose prices they keep. */
  day: CalendarDate
}

/** The posts of one order, numbered after those that were, each with the prices of the day. The caller holds the lock. */
export async function insertPostes(tx: WriteTx, batch: Batch): Promise<Result<void, PostesRefusal>> {
  const { collectiviteId, souscriptionId, serviceId, commandeId, postes, depuis, day } = batch
  if (postes.length === 0) return refuse("sans-poste")
  const taken = await tx.poste.findMany({
    where: { souscriptionId, collectiviteId, retireLe: null, commande: { etat: { notIn: [...COMMANDES_SANS_SUITE] } } },
    select: { nom: true },
  })
  const twice = firstDouble([...taken, ...postes].map(({ nom }) => nom))
  if (twice) return refuse("nom-en-double", { nom: twice })
  const last = await tx.poste.aggregate({ where: { collectiviteId }, _max: { numero: true } })
  const prices = await pricesOf(tx, serviceId, day)
  await tx.poste.createMany({
    data: postes.map((poste, at) => ({
      ...{ ...poste, ...prices, collectiviteId, souscriptionId, commandeId },
      numero: (last._max.numero ?? 0) + at + 1,
      depuis: depuis && toDatabase(depuis),
    })),
  })
  return ok(undefined)
}

async function pricesOf(tx: WriteTx, serviceId: string, day: CalendarDate) {
  const { usage, installation } = await findTarifs(tx, serviceId, day)
  return {
    prixUnitaire: usage?.prixUnitaire ?? null,
    periodicite: usage?.periodicite ?? null,
    categorieTva: usage?.categorieTva ?? null,
    tauxTva: usage?.tauxTva ?? null,
    prixInstallation: installation?.prixUnitaire ?? null,
  }
}

function firstDouble(names: readonly string[]): string | null {
  const seen = new Set<string>()
  for (const name of names) {
    const key = fold(name)
    if (seen.has(key)) return name
    seen.add(key)
  }
  return null
}

/** The quantity of a souscription by workstation is the number of posts that it holds. */
export async function countPostes(tx: WriteTx, collectiviteId: string, souscriptionId: string): Promise<number> {
  const quantite = await tx.poste.count({
    where: {
      ...{ collectiviteId, souscriptionId, retireLe: null },
      commande: { etat: { notIn: ["a_approuver", ...COMMANDES_SANS_SUITE] } },
    },
  })
  if (quantite > 0)
    await tx.souscription.update({
      where: { collectiviteId_id: { collectiviteId, id: souscriptionId } },
      data: { quantite, version: { increment: 1 } },
    })
  return quantite
}
