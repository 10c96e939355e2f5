import { type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { today } from "@/lib/platform/dates.ts"
import { ok, refuse } from "@/lib/platform/result.ts"
import { listMesDroits } from "../queries/droits.ts"
import type { AnswerInput, AskInput } from "../schema/droits.ts"
import { type DroitAnswer, openDroit } from "./droits.ts"

/** Somebody of the team asks her own secrétariat for a tool that the collectivité has. */
export const askDroit = (ctx: MembreContext, { service: slug, pourquoi }: AskInput): DroitAnswer =>
  write(ctx, "outils.ask", async (tx) => {
    const { collectiviteId, publicId, nom } = only(ctx)
    const { personneId } = ctx.who
    if (ctx.who.boite) return refuse("boite-partagee")
    const module = await tx.module.findFirst({
      where: { service: { slug } },
      select: { serviceId: true, service: { select: { nom: true } } },
    })
    if (!module) return refuse("outil-inconnu")
    const { serviceId, service } = module
    const open = await tx.souscription.count({ where: { collectiviteId, serviceId, etat: "en_service" } })
    if (open === 0) return refuse("service-absent")
    if ((await listMesDroits(tx, { collectiviteId, personneId, day: today() })).has(serviceId))
      return refuse("deja-acces")
    // By the index that allows one: of two clicks, the second finds the first.
    const [posed] = await tx.$queryRaw<{ id: string }[]>`
      insert into module_demande ("collectiviteId", "serviceId", "personneId", pourquoi)
      values (${collectiviteId}::uuid, ${serviceId}::uuid, ${personneId}::uuid, ${pourquoi})
      on conflict ("collectiviteId", "serviceId", "personneId") where etat = 'posee' do nothing returning id`
    if (!posed) return refuse("deja-demande")
    await tx.journal("outil.acces-demande", {
      ...{ concerneId: collectiviteId, objet: `module_demande/${posed.id}`, apres: { service: slug } },
    })
    await notify(tx, {
      ...{ genre: "outil-acces-demande", collectiviteId, objetId: posed.id, destinataires: "secretaires" },
      titre: `${service.nom} : ${ctx.who.nom} demande l'accès`,
      texte: pourquoi ?? `Pour ${nom}. Répondez depuis la page de l'outil.`,
      lien: `/c/${publicId}/outils/${slug}`,
    })
    return ok({ slug, collectivite: publicId })
  })

/** Granted, it is a right given like any other; refused, she is told why. */
export const answerDemande = (ctx: MembreContext, input: AnswerInput): DroitAnswer =>
  write(ctx, "outils.grant", async (tx) => {
    const { collectiviteId, publicId, nom } = only(ctx)
    const { demande: id, service: slug, decision, motif } = input
    await tx.$queryRaw`select 1 from module_demande where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid for update`
    const demande = await tx.moduleDemande.findFirst({
      where: { collectiviteId, id, etat: "posee", service: { slug } },
      include: { service: { select: { nom: true } } },
    })
    if (!demande) return refuse("demande-inconnue")
    if (decision === "refuser" && !motif) return refuse("motif-manquant")
    if (decision === "accorder") {
      const place = { id: collectiviteId, publicId, nom }
      const opening = { slug, personneId: demande.personneId, profil: input.profil ?? "", jusqua: null }
      const given = await openDroit(tx, ctx, place, opening)
      if (!given.ok) return given
    }
    await tx.moduleDemande.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: {
        etat: decision === "accorder" ? "accordee" : "refusee",
        ...{ repondueLe: new Date(), repondueParId: ctx.who.personneId, motif: decision === "refuser" ? motif : null },
      },
    })
    if (decision === "refuser") {
      await tx.journal("outil.acces-refuse", {
        ...{ concerneId: collectiviteId, objet: `module_demande/${id}`, apres: { service: slug, motif } },
      })
      await notify(tx, {
        ...{ genre: "outil-acces", collectiviteId, objetId: id, destinataires: [demande.personneId] },
        titre: `${demande.service.nom} : votre demande d'accès est refusée`,
        texte: motif ?? "",
        lien: `/c/${publicId}/outils/${slug}`,
      })
    }
    return ok({ slug, collectivite: publicId })
  })
