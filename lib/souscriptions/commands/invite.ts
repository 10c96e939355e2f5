import { type MembreContext, only, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import { today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { countInvitables, findLastInvitation } from "../queries/invitation.ts"
import { checkInvitable } from "../rules/invitation.ts"
import type { InviteInput } from "../schema/invitation.ts"
import type { SouscriptionRefusal } from "../types.ts"

/** An EPCI invites those of its communes that may have a service and have it not; the worker tells them. */
export const inviteCommunes = (
  ctx: MembreContext,
  { service: slug, message }: InviteInput,
): Promise<Result<{ id: string }, SouscriptionRefusal>> =>
  write(ctx, "communes.invite", async (tx) => {
    const { collectiviteId, type } = only(ctx)
    if (type !== "epci") return refuse("invitation-reservee")
    const day = today()
    const service = await findOffered(tx, slug, day)
    if (!service) return refuse("service-inconnu")
    const serviceId = service.id
    // Two people inviting at once: the second sees the first's invitation.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`invitation:${collectiviteId}:${serviceId}`}, 0))::text`
    const last = await findLastInvitation(tx, { collectiviteId, serviceId })
    const fresh = checkInvitable(last?.le ?? null, day)
    if (!fresh.ok) return fresh
    if ((await countInvitables(tx, { collectiviteId, serviceId })) === 0) return refuse("personne-a-inviter")
    const { id } = await tx.invitationService.create({
      data: { collectiviteId, serviceId, message, parId: ctx.who.personneId },
      select: { id: true },
    })
    await tx.journal("service.communes-invitees", {
      concerneId: collectiviteId,
      objet: `invitation-service/${id}`,
      apres: { service: slug, message },
    })
    return ok({ id })
  })

/** Tells the communes of the invitation that waited longest. One at a time; none is `refuse("rien")`. */
export const tellNextInvitation = (): Promise<Result<{ invitation: string; communes: number }, "rien">> =>
  write(systeme("communes.tell", "operateur"), "communes.tell", async (tx) => {
    const [row] = await tx.$queryRaw<Waiting[]>`
      select i."collectiviteId", i.id, i."serviceId", i.message, s.slug, s.nom as service, e.nom as epci
      from invitation_service i join service s on s.id = i."serviceId" join collectivite e on e.id = i."collectiviteId"
      where i."envoyeeLe" is null order by i."creeLe", i.id limit 1 for update of i skip locked`
    if (!row) return refuse("rien")
    const communes = await tellCommunes(tx, row)
    // By the columns that the worker's login may write.
    await tx.$executeRaw`
      update invitation_service set "envoyeeLe" = now(), communes = ${communes}::int
      where "collectiviteId" = ${row.collectiviteId}::uuid and id = ${row.id}::uuid`
    await tx.journal("service.invitation-transmise", {
      concerneId: row.collectiviteId,
      objet: `invitation-service/${row.id}`,
      apres: { service: row.slug, communes },
    })
    return ok({ invitation: row.id, communes })
  })

type Waiting = {
  collectiviteId: string
  id: string
  serviceId: string
  message: string | null
  slug: string
  service: string
  epci: string
}

/** Judged anew when it leaves: who left the EPCI since, or asked for the service, is not told. */
async function tellCommunes(tx: WriteTx, { id, epci, service, slug, message, ...of }: Waiting): Promise<number> {
  const communes = await tx.$queryRaw<{ id: string; publicId: string; nom: string }[]>`
    select c.id, c."publicId", c.nom from collectivite c
    where c.id in (select portail_communes_a_inviter(${of.collectiviteId}::uuid, ${of.serviceId}::uuid))`
  await notifyAll(
    tx,
    communes.map(({ id: collectiviteId, publicId, nom }) => ({
      ...{ genre: "service-invitation" as const, collectiviteId, objetId: id, destinataires: "equipe" as const },
      titre: `${epci} vous invite à utiliser ${service}`,
      texte: `${epci} invite ${nom} à utiliser ${service}.${message ? ` Son message : « ${message} »` : ""}`,
      lien: `/c/${publicId}/services/${slug}`,
    })),
  )
  return communes.length
}
