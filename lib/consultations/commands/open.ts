import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import { type CalendarDate, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { CloseInput, OpenInput } from "../schema.ts"
import type { ConsultationRefusal } from "../types.ts"

type Answer = Promise<Result<{ id: string }, ConsultationRefusal>>

/** A question about one service, put to the members it is for: told in the same transaction. */
export const openConsultation = (ctx: AgentContext, { service: slug, jusqua, ...input }: OpenInput): Answer =>
  write(ctx, "consultations.manage", async (tx) => {
    const service = await tx.service.findFirst({
      where: { slug, etat: "publie" },
      select: { id: true, nom: true, types: true },
    })
    if (!service) return refuse("service-inconnu")
    if (jusqua < today()) return refuse("date-passee")
    const { id } = await tx.consultation.create({
      data: { ...input, serviceId: service.id, jusqua: toDatabase(jusqua), creeParId: ctx.who.personneId },
      select: { id: true },
    })
    const told = await tellMembers(tx, service, { id, titre: input.titre, jusqua })
    await tx.journal("consultation.ouverte", {
      objet: `consultation/${id}`,
      apres: { ...input, service: slug, jusqua, membres: told },
    })
    return ok({ id })
  })

type Opened = { id: string; titre: string; jusqua: CalendarDate }

async function tellMembers(
  tx: WriteTx,
  service: { nom: string; types: string[] },
  { id, titre, jusqua }: Opened,
): Promise<number> {
  const members = await tx.$queryRaw<{ id: string; publicId: string }[]>`
    select c.id, c."publicId" from collectivite c
    join adhesion a on a."collectiviteId" = c.id and a.jusqua is null and a.statut = 'adherent'
    where cardinality(${service.types}::text[]) = 0 or c.type::text = any (${service.types}::text[])`
  await notifyAll(
    tx,
    members.map(({ id: collectiviteId, publicId }) => ({
      ...{ genre: "consultation-ouverte" as const, collectiviteId, objetId: id, destinataires: "equipe" as const },
      titre: `Votre avis : ${titre}`,
      texte: `L'opérateur vous interroge sur « ${service.nom} ». Deux minutes, jusqu'au ${formatDay(jusqua)}.`,
      lien: `/c/${publicId}/consultations`,
    })),
  )
  return members.length
}

/** Before its day: what was answered stays. */
export const closeConsultation = (ctx: AgentContext, { consultation: id }: CloseInput): Answer =>
  write(ctx, "consultations.manage", async (tx) => {
    const { count } = await tx.consultation.updateMany({ where: { id, closeLe: null }, data: { closeLe: new Date() } })
    if (count === 0) return refuse("deja-close")
    await tx.journal("consultation.close", { objet: `consultation/${id}` })
    return ok({ id })
  })
