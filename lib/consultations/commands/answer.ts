import { type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { fromDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { isFor } from "../rules.ts"
import type { AnswerInput } from "../schema.ts"
import type { ConsultationRefusal } from "../types.ts"

/** What a collectivité thinks; said again, the last word counts. */
export const answerConsultation = (
  ctx: MembreContext,
  { consultation: id, avis, choix: ranks, commentaire }: AnswerInput,
): Promise<Result<{ id: string }, ConsultationRefusal>> =>
  write(ctx, "consultations.answer", async (tx) => {
    const { collectiviteId, type } = only(ctx)
    const row = await tx.consultation.findUnique({
      where: { id },
      include: { service: { select: { types: true, slug: true } } },
    })
    if (!row || !isFor(row.service, type)) return refuse("consultation-inconnue")
    if (row.closeLe || fromDatabase(row.jusqua) < today()) return refuse("consultation-close")
    const choix = ranks.flatMap((rank) => row.choix[rank - 1] ?? [])
    if (choix.length < ranks.length) return refuse("choix-inconnu")
    const data = { avis, choix, commentaire, personneId: ctx.who.personneId, majLe: new Date() }
    const key = { collectiviteId, consultationId: id }
    await tx.consultationReponse.upsert({
      where: { collectiviteId_consultationId: key },
      create: { ...key, ...data },
      update: data,
    })
    await tx.journal("consultation.repondue", {
      concerneId: collectiviteId,
      objet: `consultation/${id}`,
      apres: { service: row.service.slug, avis, choix },
    })
    return ok({ id })
  })
