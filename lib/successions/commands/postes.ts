import type { AgentContext } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { addDays, type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"

type Stop = { collectiviteId: string; souscriptionId: string; last: CalendarDate; personneId: string }

/** The provider is told that these posts leave the old client: an order of withdrawal, as a member would make one. */
export async function stopPostes(
  tx: WriteTx,
  { collectiviteId, souscriptionId, last, personneId }: Stop,
): Promise<void> {
  const active = { collectiviteId, souscriptionId, retireLe: null }
  if ((await tx.poste.count({ where: active })) === 0) return
  const { id } = await tx.commande.create({
    data: {
      ...{ collectiviteId, souscriptionId, genre: "retrait", etat: "a_transmettre", demandeParId: personneId },
      effetLe: toDatabase(last),
    },
    select: { id: true },
  })
  await tx.$executeRaw`update poste set "retireLe" = greatest(coalesce(depuis, ${last}::date), ${last}::date), "retraitId" = ${id}::uuid
    where "collectiviteId" = ${collectiviteId}::uuid and "souscriptionId" = ${souscriptionId}::uuid and "retireLe" is null`
}

type Carry = {
  /** The souscription that they leave. */
  from: string
  collectiviteId: string
  souscriptionId: string
  le: CalendarDate
  /** A post's number is unique in its collectivité: one count for all that merge. */
  numeros: { next: number }
  ctx: AgentContext
}

/** And that they come under the new one, at the price they had: nothing is installed again. */
export async function carryPostes(
  tx: WriteTx,
  { from, collectiviteId, souscriptionId, le, numeros, ctx }: Carry,
): Promise<void> {
  // The old posts have their last day by now: those that stay are the ones whose last day is the eve.
  const kept = await tx.poste.findMany({
    where: { souscriptionId: from, retireLe: { gte: toDatabase(addDays(le, -1)) } },
    orderBy: { numero: "asc" },
  })
  if (kept.length === 0) return
  const { id: commandeId } = await tx.commande.create({
    data: {
      ...{ collectiviteId, souscriptionId, genre: "initiale", etat: "a_transmettre" },
      ...{ demandeParId: ctx.who.personneId, effetLe: toDatabase(le) },
    },
    select: { id: true },
  })
  for (const { nom, site, fonction, prixUnitaire, periodicite, categorieTva, tauxTva } of kept) {
    await tx.poste.create({
      data: {
        ...{ collectiviteId, souscriptionId, commandeId, nom, site, fonction, numero: numeros.next },
        ...{ prixUnitaire, periodicite, categorieTva, tauxTva, prixInstallation: null },
      },
    })
    numeros.next += 1
  }
}
