import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import { instantInParis, toDatabase } from "@/lib/platform/dates.ts"
import { fold, formatCount, formatInstant } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { AccesInput, CancelMaintenanceInput, MaintenanceInput, ModuleInput } from "../schema.ts"
import type { OutilRefusal } from "../types.ts"

type Answer = Promise<Result<{ slug: string }, OutilRefusal>>

export const updateModule = (ctx: AgentContext, { service: slug, ...input }: ModuleInput): Answer =>
  write(ctx, "outils.manage", async (tx) => {
    const module = await findOpen(tx, slug)
    if (!module) return refuse("outil-inconnu")
    const kept = await findKeptProfil(tx, module.serviceId, input.profils)
    if (kept) return refuse("profil-tenu", { profil: kept.profil, nombre: formatCount(kept.nombre, "personne") })
    await tx.module.update({ where: { serviceId: module.serviceId }, data: { ...input, majLe: new Date() } })
    await tx.journal("outil.modifie", { objet: `service/${slug}`, apres: input })
    return ok({ slug })
  })

/** A profile that somebody still has is not taken off the list: her right would name what no longer exists. */
async function findKeptProfil(tx: WriteTx, serviceId: string, profils: readonly string[]) {
  const [kept] = await tx.$queryRaw<{ profil: string; nombre: number }[]>`
    select d.profil, count(*)::int as nombre from module_droit d
    where d."serviceId" = ${serviceId}::uuid and d.fin is null and d.profil <> all (${profils}::text[])
    group by d.profil order by d.profil limit 1`
  return kept
}

/** A stop known beforehand; those who use the tool are told in the same transaction. */
export const announceMaintenance = (ctx: AgentContext, { service: slug, objet, ...when }: MaintenanceInput): Answer =>
  write(ctx, "outils.manage", async (tx) => {
    const module = await findOpen(tx, slug)
    if (!module) return refuse("outil-inconnu")
    const [debut, fin] = [instantInParis(when.debut), instantInParis(when.fin)]
    if (fin <= debut) return refuse("periode-inversee")
    if (fin <= new Date()) return refuse("arret-passe")
    const { id } = await tx.maintenance.create({
      data: { serviceId: module.serviceId, debut, fin, objet },
      select: { id: true },
    })
    await tellUsers(tx, module, { id, objet, debut, fin })
    await tx.journal("outil.arret-annonce", { objet: `service/${slug}`, apres: { objet, ...when } })
    return ok({ slug })
  })

type Stop = { id: string; objet: string; debut: Date; fin: Date }

async function tellUsers(tx: WriteTx, module: { serviceId: string; nom: string }, { id, objet, debut, fin }: Stop) {
  const users = await tx.$queryRaw<{ id: string; publicId: string }[]>`
    select distinct c.id, c."publicId" from souscription s join collectivite c on c.id = s."collectiviteId"
    where s."serviceId" = ${module.serviceId}::uuid and s.etat = 'en_service'`
  await notifyAll(
    tx,
    users.map(({ id: collectiviteId, publicId }) => ({
      ...{ genre: "outil-maintenance" as const, collectiviteId, objetId: id, destinataires: "equipe" as const },
      titre: `${module.nom} : arrêt annoncé`,
      texte: `${objet} Du ${formatInstant(debut)} au ${formatInstant(fin)}.`,
      lien: `/c/${publicId}/outils`,
    })),
  )
}

export const cancelMaintenance = (ctx: AgentContext, { service: slug, maintenance }: CancelMaintenanceInput): Answer =>
  write(ctx, "outils.manage", async (tx) => {
    const { count } = await tx.maintenance.updateMany({
      where: { id: maintenance, annulee: false, service: { slug } },
      data: { annulee: true },
    })
    if (count === 0) return refuse("arret-inconnu")
    await tx.journal("outil.arret-annule", { objet: `maintenance/${maintenance}` })
    return ok({ slug })
  })

/** What one collectivité has of a tool, as the tool's own console says it. */
export const recordAcces = (ctx: AgentContext, { service: slug, collectivite, ...input }: AccesInput): Answer =>
  write(ctx, "outils.manage", async (tx) => {
    const module = await findOpen(tx, slug)
    if (!module) return refuse("outil-inconnu")
    const [member, homonym] = await tx.collectivite.findMany({
      where: { OR: [{ publicId: collectivite }, { nomPlie: fold(collectivite) }] },
      select: { id: true },
      take: 2,
    })
    if (!member || homonym) return refuse("collectivite-inconnue")
    const key = { collectiviteId: member.id, serviceId: module.serviceId, titulaireId: member.id }
    const data = {
      ...{ comptes: input.comptes, identifiant: input.identifiant, majLe: new Date(), closLe: null },
      certificatJusqua: input.certificatJusqua && toDatabase(input.certificatJusqua),
      dernierUsageLe: input.dernierUsageLe && toDatabase(input.dernierUsageLe),
    }
    const before = await tx.moduleAcces.findUnique({ where: { collectiviteId_serviceId_titulaireId: key } })
    // Another number than the list's: the list no longer says who they are.
    const listeLe = before?.comptes === input.comptes ? before.listeLe : null
    await tx.moduleAcces.upsert({
      where: { collectiviteId_serviceId_titulaireId: key },
      create: { ...key, ...data },
      update: { ...data, listeLe },
    })
    await tx.journal("outil.acces", { concerneId: member.id, objet: `service/${slug}`, apres: input })
    return ok({ slug })
  })

async function findOpen(tx: WriteTx, slug: string) {
  const row = await tx.module.findFirst({
    where: { service: { slug } },
    include: { service: { select: { nom: true } } },
  })
  return row && { serviceId: row.serviceId, nom: row.service.nom }
}
