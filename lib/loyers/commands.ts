import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay, formatInteger } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import type { ContratInput, InfrastructureInput, PreuveInput, RevisionInput } from "./schema.ts"
import type { LoyerRefusal } from "./types.ts"

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

export function addPreuve(ctx: MembreContext, input: PreuveInput): Added {
  const { collectiviteId } = only(ctx)
  return write(ctx, "loyers.manage", async (tx) => {
    const found = await findInfrastructure(tx, ctx, input.infrastructure)
    if (!found.ok) return found
    const { nature, reference, conserve, date } = input
    await tx.infrastructurePreuve.create({
      data: {
        ...{ collectiviteId, infrastructureId: found.value.id, nature, reference, conserve },
        ...{ date: toDatabase(date), ajouteParId: ctx.who.personneId },
      },
    })
    await trace(tx, ctx, "loyer.preuve-ajoutee", found.value.id, { nature, reference })
    return ok({ infrastructure: found.value.id })
  })
}

export function addContrat(ctx: MembreContext, input: ContratInput): Added {
  const { collectiviteId } = only(ctx)
  return write(ctx, "loyers.manage", async (tx) => {
    const found = await findInfrastructure(tx, ctx, input.infrastructure)
    if (!found.ok) return found
    const { id, metres: total } = found.value
    const { reference, metres, tarifMetre, debut, fin } = input
    if (metres > total) {
      return refuse("metres-en-trop", { metres: formatInteger(metres), total: formatInteger(total) })
    }
    if (fin && fin < debut) return refuse("fin-avant")
    const operateur = await tx.operateurTelecom.findFirst({ where: { id: input.operateur, actif: true } })
    if (!operateur) return refuse("operateur-inconnu")
    await tx.loyerContrat.create({
      data: {
        ...{ collectiviteId, infrastructureId: id, operateurTelecomId: operateur.id, reference, metres, tarifMetre },
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
    await tx.loyerRevision.create({
      data: {
        ...{ collectiviteId, contratId: contrat.id, tarifMetre: input.tarifMetre, motif: input.motif },
        ...{ effet: toDatabase(input.effet), saisieParId: ctx.who.personneId },
      },
    })
    await trace(tx, ctx, "loyer.contrat-revise", contrat.infrastructureId, {
      effet: input.effet,
      tarifMetre: input.tarifMetre,
    })
    return ok({ infrastructure: contrat.infrastructureId })
  })
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
