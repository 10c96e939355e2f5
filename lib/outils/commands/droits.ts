import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { addDays, type CalendarDate, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findPlace, holds } from "../queries/droits.ts"
import type { EndInput, GiveInput } from "../schema/droits.ts"
import type { DroitRefusal } from "../types.ts"

type Who = MembreContext | AgentContext
type Done = { slug: string; collectivite: string }
export type DroitAnswer = Promise<Result<Done, DroitRefusal>>

/** The collectivité's own secrétariat, or staff for it: from now on this person opens this tool. */
export const giveDroit = (ctx: Who, input: GiveInput): DroitAnswer =>
  write(ctx, "outils.grant", async (tx) => {
    const place = await placeOf(tx, ctx, input.collectivite)
    if (!place) return refuse("collectivite-inconnue")
    const given = await openDroit(tx, ctx, place, {
      ...{ slug: input.service, personneId: input.personne, profil: input.profil },
      jusqua: input.jusquAu && addDays(input.jusquAu, 1),
    })
    return given.ok ? ok({ slug: input.service, collectivite: place.publicId }) : given
  })

export const endDroit = (ctx: Who, { collectivite, service: slug, droit: id }: EndInput): DroitAnswer =>
  write(ctx, "outils.grant", async (tx) => {
    const place = await placeOf(tx, ctx, collectivite)
    if (!place) return refuse("collectivite-inconnue")
    const droit = await tx.moduleDroit.findFirst({
      where: { collectiviteId: place.id, id, fin: null, service: { slug } },
      include: { service: { select: { nom: true } } },
    })
    if (!droit) return refuse("droit-inconnu")
    const { count } = await tx.moduleDroit.updateMany({
      where: { collectiviteId: place.id, id, fin: null },
      data: { fin: "retire", finiLe: new Date(), finiParId: ctx.who.personneId },
    })
    if (count === 0) return refuse("droit-inconnu")
    await tx.journal("outil.droit-retire", {
      ...{ concerneId: place.id, objet: `module_droit/${id}` },
      avant: { service: slug, personneId: droit.personneId, profil: droit.profil },
    })
    await notify(tx, {
      ...{ genre: "outil-acces-fin", collectiviteId: place.id, objetId: id, destinataires: [droit.personneId] },
      titre: `${droit.service.nom} : votre accès est retiré`,
      texte: `Vous n'ouvrez plus cet outil pour ${place.nom}.`,
      lien: `/c/${place.publicId}/outils/${slug}`,
    })
    return ok({ slug, collectivite: place.publicId })
  })

export type Place = { id: string; publicId: string; nom: string }

/** A member's own collectivité whatever the form says; for staff, the one that is named. */
async function placeOf(tx: WriteTx, ctx: Who, publicId: string): Promise<Place | null> {
  if (ctx.kind === "agent") return findPlace(tx, publicId)
  const { collectiviteId, ...lien } = only(ctx)
  return { id: collectiviteId, publicId: lien.publicId, nom: lien.nom }
}

type Opening = { slug: string; personneId: string; profil: string; jusqua: CalendarDate | null }

/** Inside the transaction of who gives, or of who answers a request. */
export async function openDroit(
  tx: WriteTx,
  ctx: Who,
  place: Place,
  { slug, personneId, profil, jusqua }: Opening,
): Promise<Result<{ id: string }, DroitRefusal>> {
  const module = await findModule(tx, slug)
  if (!module) return refuse("outil-inconnu")
  const { serviceId, service } = module
  const day = today()
  const refused = await checkNommable(tx, { place, module, personneId, profil, jusqua, day })
  if (!refused.ok) return refused
  // What ended by its date or with her habilitation, and that the worker has not closed yet, leaves the place free.
  await tx.$executeRaw`
    update module_droit d set "finiLe" = now(), fin = (case when d.jusqua <= ${day}::date then 'echeance' else 'habilitation' end)::droit_fin
    where d."collectiviteId" = ${place.id}::uuid and d."serviceId" = ${serviceId}::uuid and d."personneId" = ${personneId}::uuid
      and d.fin is null`
  const { id } = await tx.moduleDroit.create({
    data: {
      ...{ collectiviteId: place.id, serviceId, personneId, profil, depuis: toDatabase(day) },
      ...{ jusqua: jusqua && toDatabase(jusqua), donneParId: ctx.who.personneId },
    },
    select: { id: true },
  })
  await tx.journal("outil.droit-donne", {
    ...{ concerneId: place.id, objet: `module_droit/${id}` },
    apres: { service: slug, personneId, profil, jusqua },
  })
  await notify(tx, {
    ...{ genre: "outil-acces", collectiviteId: place.id, objetId: id, destinataires: [personneId] },
    titre: `${service.nom} : vous y avez accès`,
    texte: `Vous pouvez ouvrir cet outil pour ${place.nom}, comme « ${profil} »${jusqua ? `, jusqu'au ${formatDay(addDays(jusqua, -1))}` : ""}.`,
    lien: `/c/${place.publicId}/outils/${slug}`,
  })
  return ok({ id })
}

const findModule = (tx: WriteTx, slug: string) =>
  tx.module.findFirst({
    where: { service: { slug } },
    select: { serviceId: true, profils: true, comptesInclus: true, service: { select: { nom: true } } },
  })

type Candidate = Omit<Opening, "slug"> & {
  place: Place
  module: NonNullable<Awaited<ReturnType<typeof findModule>>>
  day: CalendarDate
}

async function checkNommable(
  tx: WriteTx,
  { place, module, personneId, profil, jusqua, day }: Candidate,
): Promise<Result<void, DroitRefusal>> {
  const { serviceId, profils, comptesInclus } = module
  // One at a time for one tool of one collectivité: the last account is not given twice.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('droit/' || ${place.id}::text || ${serviceId}::text, 0))::text`
  const open = await tx.souscription.count({ where: { collectiviteId: place.id, serviceId, etat: "en_service" } })
  if (open === 0) return refuse("service-absent")
  const [person] = await tx.$queryRaw<{ genre: string }[]>`
    select p.genre::text from personne p
    where p.id = ${personneId}::uuid and portail_habilitee(${place.id}::uuid, p.id, ${day}::date)`
  if (!person) return refuse("personne-inconnue")
  if (person.genre === "boite") return refuse("boite-partagee")
  if (!profils.includes(profil)) return refuse("profil-inconnu")
  if (jusqua && jusqua <= day) return refuse("periode-passee")
  const held = await tx.$queryRaw<{ personneId: string }[]>`
    select d."personneId" from module_droit d
    where d."collectiviteId" = ${place.id}::uuid and d."serviceId" = ${serviceId}::uuid and ${holds(day)}`
  if (held.some((one) => one.personneId === personneId)) return refuse("deja-donne")
  if (comptesInclus !== null && held.length >= comptesInclus)
    return refuse("comptes-epuises", { nombre: formatCount(comptesInclus, "compte") })
  return ok(undefined)
}
