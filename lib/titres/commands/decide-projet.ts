import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findProjet, type Projet } from "../queries/projets.ts"
import { PROJET_LABELS, type ProjetRefusal } from "../types.ts"
import { issueProjet } from "./issue-projet.ts"

type Target = { projet: string }

/** Another person issues it: its number is taken now, with all that follows from it. */
export const approveProjet = (
  ctx: AgentContext,
  { projet: id }: Target,
): Promise<Result<{ titre: string }, ProjetRefusal>> =>
  write(ctx, "titres.approve", async (tx) => {
    const locked = await lockProjet(tx, id)
    if (!locked.ok) return locked
    const projet = locked.value
    if (projet.secondePersonne && projet.proposeParId === ctx.who.personneId) return refuse("meme-personne")
    const issued = await issueProjet(tx, projet, ctx.who.personneId)
    if (!issued.ok) return issued
    const { collectiviteId } = projet
    await tx.projetTitre.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { etat: "emis", decideParId: ctx.who.personneId, decideLe: new Date(), titreId: issued.value.titre },
    })
    await tx.journal(projet.corrigeId ? "titre.corrected" : "titre.issued", {
      concerneId: collectiviteId,
      objet: `titre/${projet.corrigeId ?? issued.value.titre}`,
      apres: { projet: id, ...issued.value },
    })
    return ok({ titre: issued.value.titre })
  })

export const refuseProjet = (
  ctx: AgentContext,
  { projet, motif }: Target & { motif: string },
): Promise<Result<void, ProjetRefusal>> =>
  write(ctx, "titres.approve", async (tx) => {
    const closed = await close(tx, { projet, etat: "refuse", motif, par: ctx.who.personneId })
    if (closed.ok) await tx.journal("titre.projet-refused", { objet: `projet/${projet}`, apres: { motif } })
    return closed
  })

/** Whoever proposes, or anyone who may, takes it back before it is decided. */
export const withdrawProjet = (ctx: AgentContext, { projet }: Target): Promise<Result<void, ProjetRefusal>> =>
  write(ctx, "titres.prepare", async (tx) => {
    const closed = await close(tx, { projet, etat: "retire", motif: null, par: ctx.who.personneId })
    if (closed.ok) await tx.journal("titre.projet-withdrawn", { objet: `projet/${projet}` })
    return closed
  })

type Closing = { projet: string; etat: "refuse" | "retire"; motif: string | null; par: string }

async function close(tx: WriteTx, { projet: id, etat, motif, par }: Closing): Promise<Result<void, ProjetRefusal>> {
  const locked = await lockProjet(tx, id)
  if (!locked.ok) return locked
  await tx.projetTitre.update({
    where: { collectiviteId_id: { collectiviteId: locked.value.collectiviteId, id } },
    data: { etat, decideParId: par, decideLe: new Date(), decisionMotif: motif },
  })
  return ok(undefined)
}

async function lockProjet(tx: WriteTx, id: string): Promise<Result<Projet, ProjetRefusal>> {
  await tx.$queryRaw`select from projet_titre where id = ${id}::uuid for update`
  const projet = await findProjet(tx, id)
  if (!projet) return refuse("projet-inconnu")
  return projet.etat === "propose" ? ok(projet) : refuse("projet-decide", { etat: PROJET_LABELS[projet.etat].word })
}
