import { type MembreContext, only } from "@/lib/access/context.ts"
import { AccessRefused, type WriteTx, write } from "@/lib/access/door.ts"
import { denial } from "@/lib/access/rights.ts"
import { type DepotPorts, depotPorts, receiveFile } from "@/lib/documents/commands/receive.ts"
import { attachDocument } from "@/lib/documents/commands/store.ts"
import type { DepotRefusal, ReceivedFile } from "@/lib/documents/types.ts"
import { fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay, formatInteger, formatRate } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import { indexedPrice, indexReason } from "./rules.ts"
import type { ContratInput, InfrastructureInput, PreuveInput, RevisionInput } from "./schema.ts"
import { type LoyerRefusal, PREUVE_LABELS, TARIF_MAX } from "./types.ts"

type Added = Promise<Result<{ infrastructure: string }, LoyerRefusal>>

export function addInfrastructure(ctx: MembreContext, { collectivite: _, ...input }: InfrastructureInput): Added {
  const { collectiviteId } = only(ctx)
  return write(ctx, "loyers.manage", async (tx) => {
    if (!(await isOpen(tx, ctx))) return refuse("service-ferme")
    const { id } = await tx.infrastructureTelecom.create({
      data: { ...input, collectiviteId, creeParId: ctx.who.personneId },
      select: { id: true },
    })
    await trace(tx, ctx, "loyer.infrastructure-ajoutee", id, { nom: input.nom, metres: input.metres })
    return ok({ infrastructure: id })
  })
}

/** With the document itself when it is at hand: checked as any deposit, then kept with the proof or not at all. */
export async function addPreuve(
  ctx: MembreContext,
  input: PreuveInput,
  ports: DepotPorts = depotPorts(),
): Promise<Result<{ infrastructure: string }, LoyerRefusal | DepotRefusal>> {
  const { collectiviteId } = only(ctx)
  const { nature, reference, conserve, date, fichier } = input
  const deposeParId = ctx.who.personneId
  // The right first: checking a file costs time and storage.
  const denied = denial(ctx, "loyers.manage", new Date())
  if (denied) throw new AccessRefused(denied, "loyers.manage")
  const received = fichier && (await receiveFile({ collectiviteId, fichier, pdfSeulement: false, deposeParId }, ports))
  if (received && !received.ok) return received
  return write(ctx, "loyers.manage", async (tx) => {
    const found = await findInfrastructure(tx, ctx, input.infrastructure)
    if (!found.ok) return found
    const documentId = received ? await attach(tx, input, { collectiviteId, deposeParId, file: received.value }) : null
    await tx.infrastructurePreuve.create({
      data: {
        ...{ collectiviteId, infrastructureId: found.value.id, nature, reference, conserve, documentId },
        ...{ date: toDatabase(date), ajouteParId: deposeParId },
      },
    })
    await trace(tx, ctx, "loyer.preuve-ajoutee", found.value.id, { nature, reference, documentId: documentId ?? "" })
    return ok({ infrastructure: found.value.id })
  })
}

type ToAttach = { collectiviteId: string; deposeParId: string; file: ReceivedFile }

async function attach(tx: WriteTx, input: PreuveInput, { collectiviteId, deposeParId, file }: ToAttach) {
  const { kept, ...received } = file
  const { id } = await attachDocument(
    tx,
    {
      ...{ collectiviteId, deposeParId, ...received, genre: "autre", affaireId: input.infrastructure },
      titre: `${PREUVE_LABELS[input.nature]} : ${input.reference}`,
      acteLe: toDatabase(input.date),
    },
    kept,
  )
  return id
}

export function addContrat(ctx: MembreContext, input: ContratInput): Added {
  const { collectiviteId } = only(ctx)
  return write(ctx, "loyers.manage", async (tx) => {
    const found = await findInfrastructure(tx, ctx, input.infrastructure)
    if (!found.ok) return found
    const { id, metres: total } = found.value
    const { reference, metres, tarifMetre, debut, fin, indice, indiceBase } = input
    if (metres > total) {
      return refuse("metres-en-trop", { metres: formatInteger(metres), total: formatInteger(total) })
    }
    if (fin && fin < debut) return refuse("fin-avant")
    const operateur = await tx.operateurTelecom.findFirst({ where: { id: input.operateur, actif: true } })
    if (!operateur) return refuse("operateur-inconnu")
    await tx.loyerContrat.create({
      data: {
        ...{ collectiviteId, infrastructureId: id, operateurTelecomId: operateur.id, reference, metres, tarifMetre },
        ...{ indice, indiceBase },
        ...{ debut: toDatabase(debut), fin: fin && toDatabase(fin), creeParId: ctx.who.personneId },
      },
    })
    await trace(tx, ctx, "loyer.contrat-ajoute", id, { operateur: operateur.nom, metres, tarifMetre })
    return ok({ infrastructure: id })
  })
}

/** A new price from a day; what was agreed before keeps its price until the eve. */
export function reviseContrat(ctx: MembreContext, input: RevisionInput): Added {
  const { collectiviteId } = only(ctx)
  return write(ctx, "loyers.manage", async (tx) => {
    if (!(await isOpen(tx, ctx))) return refuse("service-ferme")
    const key = { collectiviteId_id: { collectiviteId, id: input.contrat } }
    const contrat = await tx.loyerContrat.findUnique({ where: key, include: { revisions: true } })
    if (!contrat) return refuse("contrat-inconnu")
    const debut = fromDatabase(contrat.debut)
    if (input.effet <= debut) return refuse("revision-avant", { debut: formatDay(debut) })
    if (contrat.revisions.some(({ effet }) => fromDatabase(effet) === input.effet)) return refuse("revision-existante")
    const price = newPrice(input, contrat)
    if (!price.ok) return price
    await tx.loyerRevision.create({
      data: {
        ...{ collectiviteId, contratId: contrat.id, indiceValeur: input.indiceValeur, ...price.value },
        ...{ effet: toDatabase(input.effet), saisieParId: ctx.who.personneId },
      },
    })
    await trace(tx, ctx, "loyer.contrat-revise", contrat.infrastructureId, {
      effet: input.effet,
      tarifMetre: price.value.tarifMetre,
    })
    return ok({ infrastructure: contrat.infrastructureId })
  })
}

type Indexed = { tarifMetre: { toString(): string }; indice: string | null; indiceBase: { toString(): string } | null }

function newPrice({ tarifMetre, indiceValeur, motif }: RevisionInput, contrat: Indexed) {
  if (tarifMetre !== null) return ok({ tarifMetre, motif: motif ?? "" })
  const { indice } = contrat
  if (indice === null || contrat.indiceBase === null || indiceValeur === null) return refuse("sans-indice")
  const base = decimal(contrat.indiceBase.toString())
  const price = indexedPrice(decimal(contrat.tarifMetre.toString()), base, indiceValeur)
  if (Number(price) >= TARIF_MAX) return refuse("prix-impossible", { prix: formatRate(price) })
  return ok({ tarifMetre: price, motif: motif ?? indexReason(indice, base, indiceValeur) })
}

async function findInfrastructure(tx: WriteTx, ctx: MembreContext, id: string) {
  const { collectiviteId } = only(ctx)
  if (!(await isOpen(tx, ctx))) return refuse("service-ferme")
  const row = await tx.infrastructureTelecom.findUnique({ where: { collectiviteId_id: { collectiviteId, id } } })
  return row ? ok(row) : refuse("infrastructure-inconnue")
}

async function isOpen(tx: WriteTx, ctx: MembreContext): Promise<boolean> {
  return (await findAcces(tx, only(ctx), "redevances")).etat === "ouvert"
}

const trace = (
  tx: WriteTx,
  ctx: MembreContext,
  evenement: string,
  id: string,
  apres: Record<string, string | number>,
) => tx.journal(evenement, { concerneId: only(ctx).collectiviteId, objet: `infrastructure/${id}`, apres })
