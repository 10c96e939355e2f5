import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import { fold, formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { MonteeEtatInput, MonteeInput, VagueFaiteInput, VagueInput } from "../schema.ts"
import type { OutilRefusal } from "../types.ts"

type Answer = Promise<Result<{ slug: string; montee: string }, OutilRefusal>>

/** A new version of a tool: nobody is in it before a wave is. */
export const openMontee = (ctx: AgentContext, { service: slug, ...input }: MonteeInput): Answer =>
  write(ctx, "outils.manage", async (tx) => {
    const module = await tx.module.findFirst({ where: { service: { slug } }, select: { serviceId: true } })
    if (!module) return refuse("outil-inconnu")
    const { id } = await tx.montee.create({
      data: { ...input, serviceId: module.serviceId, creeParId: ctx.who.personneId },
      select: { id: true },
    })
    await tx.journal("montee.ouverte", { objet: `montee/${id}`, apres: { ...input, service: slug } })
    return ok({ slug, montee: id })
  })

/** Those who use the tool and are in no wave yet, all or some: placed, and told of their day. */
export const addVague = (ctx: AgentContext, { montee: id, nom, prevueLe, qui }: VagueInput): Answer =>
  write(ctx, "outils.manage", async (tx) => {
    const montee = await lockMontee(tx, id)
    if (!montee) return refuse("montee-inconnue")
    const users = await listWithoutVague(tx, montee, qui)
    if (users.length === 0) return refuse("vague-vide")
    const vague = await tx.monteeVague.create({
      data: { monteeId: id, nom, prevueLe: toDatabase(prevueLe) },
      select: { id: true },
    })
    await tx.monteeMembre.createMany({
      data: users.map((user) => ({ collectiviteId: user.id, monteeId: id, vagueId: vague.id })),
    })
    await notifyAll(
      tx,
      users.map(({ id: collectiviteId, publicId }) => ({
        ...{ genre: "outil-montee" as const, collectiviteId, objetId: vague.id, destinataires: "equipe" as const },
        titre: `${montee.service.nom} : ${montee.titre}, le ${formatDay(prevueLe)}`,
        texte: montee.apporte,
        lien: `/c/${publicId}/outils`,
      })),
    )
    await tx.journal("montee.vague", {
      objet: `montee/${id}`,
      apres: { nom, prevueLe, qui, collectivites: users.length },
    })
    return ok({ slug: montee.service.slug, montee: id })
  })

/** How it went for one collectivité, named by whoever follows it. */
export const followMontee = (ctx: AgentContext, { montee: id, collectivite, etat, note }: MonteeEtatInput): Answer =>
  write(ctx, "outils.manage", async (tx) => {
    const montee = await lockMontee(tx, id)
    if (!montee) return refuse("montee-inconnue")
    const [member, homonym] = await tx.collectivite.findMany({
      where: { OR: [{ publicId: collectivite }, { nomPlie: fold(collectivite) }] },
      select: { id: true },
      take: 2,
    })
    if (!member || homonym) return refuse("collectivite-inconnue")
    const key = { collectiviteId: member.id, monteeId: id }
    const { count } = await tx.monteeMembre.updateMany({ where: key, data: { etat, note, majLe: new Date() } })
    if (count === 0) return refuse("sans-vague")
    await tx.journal("montee.suivie", { concerneId: member.id, objet: `montee/${id}`, apres: { etat, note } })
    return ok({ slug: montee.service.slug, montee: id })
  })

/** A whole wave at once: what was put off or goes wrong stays as somebody said. */
export const finishVague = (ctx: AgentContext, { montee: id, vague }: VagueFaiteInput): Answer =>
  write(ctx, "outils.manage", async (tx) => {
    const montee = await lockMontee(tx, id)
    if (!montee) return refuse("montee-inconnue")
    const { count } = await tx.monteeMembre.updateMany({
      where: { monteeId: id, vagueId: vague, etat: "a_faire" },
      data: { etat: "faite", majLe: new Date() },
    })
    if (count === 0) return refuse("vague-faite")
    await tx.journal("montee.vague-faite", { objet: `montee/${id}`, apres: { vague, collectivites: count } })
    return ok({ slug: montee.service.slug, montee: id })
  })

/** Two waves made at once never take the same users. */
async function lockMontee(tx: WriteTx, id: string) {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('montee/' || ${id}::text, 0))::text`
  return tx.montee.findUnique({ where: { id }, include: { service: { select: { id: true, nom: true, slug: true } } } })
}

type Montee = NonNullable<Awaited<ReturnType<typeof lockMontee>>>

const listWithoutVague = (tx: WriteTx, { id, service }: Montee, qui: VagueInput["qui"]) =>
  tx.$queryRaw<{ id: string; publicId: string }[]>`
    select distinct c.id, c."publicId" from souscription s join collectivite c on c.id = s."collectiviteId"
    where s."serviceId" = ${service.id}::uuid and s.etat = 'en_service'
      and not exists (select from montee_membre m where m."collectiviteId" = c.id and m."monteeId" = ${id}::uuid)
      ${
        qui === "restants"
          ? empty
          : qui === "petites"
            ? sql`and c.type = 'commune' and (select p.habitants from population p, operateur o where p.code = ${POPULATION_CODE}
              and p.genre = o."populationGenre" and p.millesime = o."populationMillesime") < 1000`
            : sql`and (c."publicId" = ${qui} or c."epciId" = (select e.id from collectivite e where e."publicId" = ${qui}))`
      }`
