import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { computeRetraitEffet } from "../rules/life.ts"
import type { RenounceInput, RetraitInput } from "../schema.ts"
import { type AdhesionRefusal, DOSSIER_LABELS } from "../types.ts"
import { advanceDossier, lockDossier, lockDossierOfAnyone } from "./steps.ts"

type Asked = Promise<Result<{ dossier: string }, AdhesionRefusal>>

/** A council that withdraws: by its délibération, at the end of a year, its notice kept. */
export const requestRetrait = (ctx: AgentContext | MembreContext, input: RetraitInput): Asked =>
  write(ctx, "adhesions.withdraw", async (tx) => {
    const dossier =
      ctx.kind === "membre"
        ? await lockDossier(tx, only(ctx).collectiviteId, input)
        : await lockDossierOfAnyone(tx, input)
    if (!dossier.ok) return dossier
    const { preavisRetraitMois } = await tx.operateur.findFirstOrThrow({ select: { preavisRetraitMois: true } })
    const effet = computeRetraitEffet(today(), preavisRetraitMois)
    return advanceDossier(tx, ctx, dossier.value, {
      evenement: "adhesion.retrait-demande",
      fait: `Retrait demandé (délibération ${input.deliberation}), effet le ${formatDay(effet)}`,
      vers: "retrait_demande",
      data: {
        retraitDemandeLe: toDatabase(today()),
        retraitEffetLe: toDatabase(effet),
        retraitMotif: input.motif,
        retraitDeliberation: input.deliberation,
      },
    })
  })

export const renounceRetrait = (ctx: AgentContext | MembreContext, input: RenounceInput): Asked =>
  write(ctx, "adhesions.withdraw", async (tx) => {
    const dossier =
      ctx.kind === "membre"
        ? await lockDossier(tx, only(ctx).collectiviteId, input)
        : await lockDossierOfAnyone(tx, input)
    if (!dossier.ok) return dossier
    // A charte just signed goes to "en vigueur" too, but not by giving up what nobody asked for.
    if (dossier.value.etat !== "retrait_demande")
      return refuse("dossier-autre-etat", { etat: DOSSIER_LABELS[dossier.value.etat] })
    return advanceDossier(tx, ctx, dossier.value, {
      evenement: "adhesion.retrait-abandonne",
      fait: "Retrait abandonné : l'adhésion continue",
      vers: "en_vigueur",
      data: { retraitDemandeLe: null, retraitEffetLe: null, retraitMotif: null, retraitDeliberation: null },
    })
  })
