import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ConnexionInput, SecretInput } from "../schema.ts"
import type { OutilRefusal } from "../types.ts"

type Answer = Promise<Result<{ slug: string }, OutilRefusal>>

/** Whether a tool takes the portal's word for who comes, and where it may be sent. */
export const updateConnexion = (ctx: AgentContext, { service: slug, ...input }: ConnexionInput): Answer =>
  write(ctx, "outils.connect", async (tx) => {
    const module = await tx.module.findFirst({ where: { service: { slug } } })
    if (!module) return refuse("outil-inconnu")
    if (input.connexion === "federee" && (!input.initiation || input.retours.length === 0))
      return refuse("retour-manquant")
    await tx.module.update({ where: { serviceId: module.serviceId }, data: { ...input, majLe: new Date() } })
    const { connexion, initiation, retours, deconnexion, retoursSortie } = module
    await tx.journal("outil.connexion", {
      objet: `service/${slug}`,
      avant: { connexion, initiation, retours, deconnexion, retoursSortie },
      apres: input,
    })
    return ok({ slug })
  })

/** The secret before answers no more at once: the tool's operator is given the new one. */
export const renewSecret = (ctx: AgentContext, { service: slug }: SecretInput): Answer =>
  write(ctx, "outils.connect", async (tx) => {
    const module = await tx.module.findFirst({ where: { service: { slug } }, select: { serviceId: true } })
    if (!module) return refuse("outil-inconnu")
    await tx.module.update({ where: { serviceId: module.serviceId }, data: { secretRang: { increment: 1 } } })
    await tx.journal("outil.secret-renouvele", { objet: `service/${slug}` })
    return ok({ slug })
  })
