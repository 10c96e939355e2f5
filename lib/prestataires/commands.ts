import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { MarcheInput, PrestataireInput } from "./schema.ts"
import type { PrestataireRefusal } from "./types.ts"

type Answer = Promise<Result<{ id: string }, PrestataireRefusal>>

/** Recorded once, then kept up to date. */
export const recordPrestataire = (ctx: AgentContext, { prestataire, ...input }: PrestataireInput): Answer =>
  write(ctx, "prestataires.manage", async (tx) => {
    const homonym = await tx.prestataire.findFirst({
      where: { nom: { equals: input.nom, mode: "insensitive" }, ...(prestataire ? { NOT: { id: prestataire } } : {}) },
    })
    if (homonym) return refuse("nom-pris")
    const before = prestataire ? await tx.prestataire.findUnique({ where: { id: prestataire } }) : null
    if (prestataire && !before) return refuse("prestataire-inconnu")
    const data = { ...input, majLe: new Date() }
    const { id } = before
      ? await tx.prestataire.update({ where: { id: before.id }, data })
      : await tx.prestataire.create({ data })
    await tx.journal(before ? "prestataire.modifie" : "prestataire.cree", { objet: `prestataire/${id}`, apres: input })
    return ok({ id })
  })

export const recordMarche = (
  ctx: AgentContext,
  { prestataire, marche, depuis, jusqua, ...input }: MarcheInput,
): Answer =>
  write(ctx, "prestataires.manage", async (tx) => {
    if (depuis !== null && jusqua < depuis) return refuse("periode-inversee")
    if ((await tx.prestataire.count({ where: { id: prestataire } })) === 0) return refuse("prestataire-inconnu")
    const before = marche ? await tx.marche.findFirst({ where: { id: marche, prestataireId: prestataire } }) : null
    if (marche && !before) return refuse("marche-inconnu")
    const data = { ...input, depuis: depuis && toDatabase(depuis), jusqua: toDatabase(jusqua), majLe: new Date() }
    const { id } = before
      ? await tx.marche.update({ where: { id: before.id }, data })
      : await tx.marche.create({ data: { ...data, prestataireId: prestataire } })
    await tx.journal(before ? "marche.modifie" : "marche.cree", {
      objet: `marche/${id}`,
      apres: { ...input, depuis, jusqua },
    })
    return ok({ id: prestataire })
  })
