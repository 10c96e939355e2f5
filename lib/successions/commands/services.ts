import type { AgentContext, Context } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { addDays, type CalendarDate, fromDatabase, latest, toDatabase } from "@/lib/platform/dates.ts"
import { advance } from "@/lib/souscriptions/commands/steps.ts"
import type { Service, Situation, Suite } from "../types.ts"
import { carryPostes, stopPostes } from "./postes.ts"

type Turn = { le: CalendarDate; motif: string }

/** `personneId` recorded the succession: the orders of withdrawal are made in that name, on the day too. */
type Stopping = { by: Context; personneId: string }

/** What runs has its last day, what waited is cancelled: told and traced as any end of a service. */
export async function stopServices(
  tx: WriteTx,
  { by, personneId }: Stopping,
  { id: collectiviteId, services }: Situation,
  { le, motif }: Turn,
): Promise<void> {
  for (const { id, etat, enServiceLe, parPoste } of services) {
    if (etat !== "en_service") {
      const done = await advance(tx, "souscription.annulee", {
        ...{ collectiviteId, id, de: etat, vers: "annulee", by, motif: `${motif} : à redemander` },
      })
      if (!done.ok) throw new Error(`souscription ${id}: ${done.refusal}`)
      continue
    }
    const last = addDays(le, -1)
    await tx.souscription.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { termineeLe: toDatabase(enServiceLe ? latest(last, enServiceLe) : last), version: { increment: 1 } },
    })
    if (parPoste) await stopPostes(tx, { collectiviteId, souscriptionId: id, last, personneId })
  }
  await tx.commande.updateMany({
    where: { collectiviteId, genre: { not: "retrait" }, etat: { in: ["a_approuver", "a_transmettre", "rejetee"] } },
    data: { etat: "annulee", motif },
  })
}

/** The services of the successor: the same price and quantity from its first day; what membership covers, once. */
export async function carryServices(
  tx: WriteTx,
  ctx: AgentContext,
  { collectiviteId, suites, numeros }: { collectiviteId: string; suites: readonly Suite[]; numeros: { next: number } },
  { le, motif }: Turn,
): Promise<void> {
  const opened = new Set<string>()
  for (const { service, sort, commune } of suites) {
    if (sort === "a_redemander" || (sort === "compris" && opened.has(service.serviceId))) continue
    opened.add(service.serviceId)
    const souscriptionId = await copySouscription(
      tx,
      ctx,
      { service, collectiviteId, note: `${motif} (${commune})` },
      le,
    )
    // Opened once, with what each had chosen beside it.
    const all = sort === "compris" ? suites.filter((one) => one.service.serviceId === service.serviceId) : [{ service }]
    const from = all.map((one) => one.service.id)
    await copyOptions(tx, { from, collectiviteId, souscriptionId }, le)
    if (service.parPoste) await carryPostes(tx, { from: service.id, collectiviteId, souscriptionId, le, numeros, ctx })
  }
}

async function copySouscription(
  tx: WriteTx,
  ctx: AgentContext,
  { service, collectiviteId, note }: { service: Service; collectiviteId: string; note: string },
  le: CalendarDate,
): Promise<string> {
  const former = await tx.souscription.findFirstOrThrow({ where: { id: service.id } })
  const { tarifId, quantite, unite, prixUnitaire, periodicite, categorieTva, tauxTva, demandeParId } = former
  const { contactNom, contactCourriel, contactTelephone, serviceId, baseTarif } = former
  const { terme, dureeMois, auPlusTard, reconduction, preavisMois } = former
  const day = toDatabase(le)
  const { id } = await tx.souscription.create({
    data: {
      ...{ collectiviteId, serviceId, tarifId, quantite, unite, prixUnitaire, periodicite, categorieTva, tauxTva },
      ...{ contactNom, contactCourriel, contactTelephone, demandeParId, note, baseTarif: baseTarif ?? undefined },
      ...{ etat: "en_service", dateSouhaitee: day, enServiceLe: day, repriseDeId: former.id },
      ...{ terme, dureeMois, auPlusTard, reconduction, preavisMois },
    },
    select: { id: true },
  })
  await tx.souscriptionSuivi.create({
    data: { collectiviteId, souscriptionId: id, etat: "en_service", personneId: ctx.who.personneId, motif: note },
  })
  await copyDenonciation(tx, { from: former.id, collectiviteId, souscriptionId: id }, terme)
  await tx.journal("souscription.reprise", {
    concerneId: collectiviteId,
    objet: `souscription/${id}`,
    apres: { de: former.id, depuis: le, quantite },
  })
  return id
}

/** What either side had said of that last day still holds. */
async function copyDenonciation(
  tx: WriteTx,
  { from, ...to }: { from: string; collectiviteId: string; souscriptionId: string },
  terme: Date | null,
): Promise<void> {
  const said = terme && (await tx.denonciation.findFirst({ where: { souscriptionId: from, terme, retireeLe: null } }))
  if (!said) return
  const { cote, motif, parId, le } = said
  await tx.denonciation.create({ data: { ...to, cote, terme, motif, parId, le } })
}

type Copied = { from: readonly string[]; collectiviteId: string; souscriptionId: string }

/** At the price each was agreed at, for the time it has left; what was paid once is not asked for twice. */
async function copyOptions(tx: WriteTx, { from, ...to }: Copied, le: CalendarDate): Promise<void> {
  const day = toDatabase(le)
  const former = await tx.souscriptionOption.findMany({
    where: {
      souscriptionId: { in: [...from] },
      AND: [
        { OR: [{ jusqua: null }, { jusqua: { gt: day } }] },
        { OR: [{ periodicite: null }, { periodicite: { not: "unique" } }, { depuis: { gt: day } }] },
      ],
    },
  })
  await tx.souscriptionOption.createMany({
    data: former.map(({ id: _, avenantId: __, retraitAvenantId: ___, depuis, ...option }) => ({
      ...option,
      ...to,
      depuis: depuis && depuis > day ? depuis : null,
    })),
  })
}

/** On the day itself: what had its last day is no longer in service. */
export async function closeEnded(
  tx: WriteTx,
  by: Context,
  collectiviteId: string,
  { today, motif }: { today: CalendarDate; motif: string },
): Promise<void> {
  const ended = await tx.souscription.findMany({
    where: { collectiviteId, etat: "en_service", termineeLe: { not: null } },
    select: { id: true, termineeLe: true },
  })
  for (const { id, termineeLe } of ended) {
    if (!termineeLe || fromDatabase(termineeLe) >= today) continue
    const done = await advance(tx, "souscription.terminee", {
      ...{ collectiviteId, id, de: "en_service", vers: "terminee", by, motif, data: { termineeLe } },
    })
    if (!done.ok) throw new Error(`souscription ${id}: ${done.refusal}`)
  }
}
