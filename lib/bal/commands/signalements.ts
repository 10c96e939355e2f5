import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import type { SignalementInput, SuiviInput } from "../schema.ts"
import {
  BAL_SIGNALEMENT_TRANSITIONS,
  type BalRefusal,
  type BalSignalementEtat,
  SIGNALEMENT_ETATS,
  SIGNALEMENT_GENRES,
} from "../types.ts"

type Answer = Promise<Result<{ id: string }, BalRefusal>>

export function declareSignalement(ctx: MembreContext, input: SignalementInput): Answer {
  const { collectiviteId, type } = only(ctx)
  const { collectivite: _, ...data } = input
  return write(ctx, "bal.signaler", async (tx) => {
    const acces = await findAcces(tx, { collectiviteId, type }, "adresses")
    if (acces.etat !== "ouvert") return refuse("service-ferme")
    const personneId = ctx.who.personneId
    const { id } = await tx.balSignalement.create({
      data: { ...data, collectiviteId, declareParId: personneId },
      select: { id: true },
    })
    await tx.balSignalementSuivi.create({ data: { collectiviteId, signalementId: id, etat: "declare", personneId } })
    await notify(tx, {
      ...{ genre: "raccordement-declare", collectiviteId, objetId: id, destinataires: "agents" },
      titre: "Problème de raccordement déclaré",
      texte: `${SIGNALEMENT_GENRES[input.genre]}, ${input.adresse} (${only(ctx).nom}).`,
      lien: `/gestion/adresses/raccordement/${id}`,
    })
    await tx.journal("bal.signalement-declared", {
      concerneId: collectiviteId,
      objet: `bal_signalement/${id}`,
      apres: { genre: input.genre, adresse: input.adresse },
    })
    return ok({ id })
  })
}

/** The staff follows it up with the operator of the network. */
export const advanceSignalement = (ctx: AgentContext, input: SuiviInput): Answer =>
  write(ctx, "bal.suivre", async (tx) => {
    const id = input.signalement
    const [row] = await tx.$queryRaw<{ collectiviteId: string; etat: BalSignalementEtat; version: number }[]>`
      select "collectiviteId", etat::text, version from bal_signalement where id = ${id}::uuid for update`
    if (!row) return refuse("signalement-inconnu")
    if (row.version !== input.version) return refuse("signalement-change", { etat: SIGNALEMENT_ETATS[row.etat] })
    const allowed: readonly BalSignalementEtat[] = BAL_SIGNALEMENT_TRANSITIONS[row.etat]
    if (!allowed.includes(input.etat)) {
      return refuse("etape-interdite", { de: SIGNALEMENT_ETATS[row.etat], vers: SIGNALEMENT_ETATS[input.etat] })
    }
    const { collectiviteId } = row
    await tx.balSignalement.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { etat: input.etat, version: { increment: 1 }, ...(input.reference ? { reference: input.reference } : {}) },
    })
    const suivi = await tx.balSignalementSuivi.create({
      data: { collectiviteId, signalementId: id, etat: input.etat, personneId: ctx.who.personneId, note: input.note },
      select: { id: true },
    })
    const [{ publicId, adresse } = { publicId: "", adresse: "" }] = await tx.$queryRaw<
      { publicId: string; adresse: string }[]
    >`
      select c."publicId", s.adresse from bal_signalement s join collectivite c on c.id = s."collectiviteId" where s.id = ${id}::uuid`
    await notify(tx, {
      ...{ genre: "raccordement-suivi", collectiviteId, destinataires: "equipe" },
      // Each step is news of its own.
      objetId: suivi.id,
      titre: `Raccordement : ${SIGNALEMENT_ETATS[input.etat]}`,
      texte: `${adresse} : ${SIGNALEMENT_ETATS[input.etat]}.${input.note ? ` ${input.note}` : ""}`,
      lien: `/c/${publicId}/adresses/raccordement`,
    })
    await tx.journal("bal.signalement-advanced", {
      concerneId: collectiviteId,
      objet: `bal_signalement/${id}`,
      avant: { etat: row.etat },
      apres: { etat: input.etat, reference: input.reference, note: input.note },
    })
    return ok({ id })
  })
