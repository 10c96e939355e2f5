import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type DemandeFile, findDemande } from "../queries/demandes.ts"
import { checkAdhesion, checkDecision } from "../rules.ts"
import type { Accept, Decline, TakeUp } from "../schema.ts"
import type { AdhesionRefusal, DemandeAdhesionEtat } from "../types.ts"

type Decided = Result<{ demande: string }, AdhesionRefusal>

/** Somebody of the team answers: the others see it. */
export const takeUp = (ctx: AgentContext, { demande: id }: TakeUp): Promise<Decided> =>
  write(ctx, "adhesions.decide", async (tx) => {
    const demande = await lockDemande(tx, id, "en_cours")
    return demande.ok ? close(tx, ctx, demande.value, { etat: "en_cours", motif: null }) : demande
  })

export const decline = (ctx: AgentContext, { demande: id, motif }: Decline): Promise<Decided> =>
  write(ctx, "adhesions.decide", async (tx) => {
    const demande = await lockDemande(tx, id, "refusee")
    return demande.ok ? close(tx, ctx, demande.value, { etat: "refusee", motif }) : demande
  })

/** The collectivité becomes a member from that day, by its délibération; what it was before ends that day. */
export const accept = (ctx: AgentContext, { demande: id, depuis, deliberation }: Accept): Promise<Decided> =>
  write(ctx, "adhesions.decide", async (tx) => {
    const demande = await lockDemande(tx, id, "acceptee")
    if (!demande.ok) return demande
    const { collectiviteId, situation } = demande.value
    const allowed = checkAdhesion(situation, depuis, today())
    if (!allowed.ok) return allowed

    const day = toDatabase(depuis)
    await tx.adhesion.updateMany({ where: { collectiviteId, jusqua: null }, data: { jusqua: day } })
    await tx.adhesion.create({
      data: { collectiviteId, statut: "adherent", depuis: day, source: `Délibération ${deliberation}` },
    })
    return close(tx, ctx, demande.value, {
      etat: "acceptee",
      motif: `Délibération ${deliberation}, effet le ${depuis}`,
    })
  })

/** Two agents at once queue on the collectivité: the second sees the first's decision. */
async function lockDemande(
  tx: WriteTx,
  id: string,
  vers: DemandeAdhesionEtat,
): Promise<Result<DemandeFile, AdhesionRefusal>> {
  await tx.$queryRaw`select 1 from collectivite c join demande_adhesion d on d."collectiviteId" = c.id
    where d.id = ${id}::uuid for update of c`
  const demande = await findDemande(tx, id)
  if (!demande) return refuse("demande-inconnue")
  const allowed = checkDecision(demande.etat, vers)
  return allowed.ok ? ok(demande) : allowed
}

type Decision = { etat: DemandeAdhesionEtat; motif: string | null }

async function close(tx: WriteTx, ctx: AgentContext, demande: DemandeFile, decision: Decision): Promise<Decided> {
  const { collectiviteId, id, etat, situation } = demande
  await tx.demandeAdhesion.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { ...decision, decideParId: ctx.who.personneId, decideLe: new Date() },
  })
  await tx.journal(EVENTS[decision.etat], {
    concerneId: collectiviteId,
    objet: `demande-adhesion/${id}`,
    avant: { etat, statut: situation?.statut ?? null },
    apres: decision,
  })
  return ok({ demande: id })
}

const EVENTS = {
  recue: "adhesion.demandee",
  en_cours: "adhesion.prise-en-charge",
  acceptee: "adhesion.acceptee",
  refusee: "adhesion.refusee",
} as const satisfies Record<DemandeAdhesionEtat, string>
