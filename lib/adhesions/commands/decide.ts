import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type DemandeFile, findDemande } from "../queries/demandes.ts"
import { checkDecision } from "../rules/demande.ts"
import type { Decline, TakeUp } from "../schema.ts"
import type { AdhesionRefusal, DemandeAdhesionEtat } from "../types.ts"
import { insertDossier } from "./open.ts"

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

/** The request is welcome: the membership's file opens, and says what is still needed. The signed charte makes the member. */
export const accept = (ctx: AgentContext, { demande: id }: TakeUp): Promise<Result<Accepted, AdhesionRefusal>> =>
  write(ctx, "adhesions.decide", async (tx) => {
    const demande = await lockDemande(tx, id, "acceptee")
    if (!demande.ok) return demande
    const opened = await insertDossier(tx, ctx, demande.value.collectiviteId, id)
    if (!opened.ok) return opened
    const closed = await close(tx, ctx, demande.value, { etat: "acceptee", motif: "Dossier d'adhésion ouvert" })
    return closed.ok ? ok({ ...closed.value, ...opened.value }) : closed
  })

type Accepted = { demande: string; dossier: string }

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
