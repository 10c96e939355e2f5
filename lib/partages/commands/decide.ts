import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { formatDecimal } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { totalPoids } from "../rules.ts"
import type { PartageRefusal } from "../types.ts"
import { lockPartage } from "./prepare.ts"

type Answer = Promise<Result<{ id: string }, PartageRefusal>>
type Target = { partage: string }

/** By another person than who prepared it, where the operator wants two; the table holds it too. */
export const validatePartage = (ctx: AgentContext, input: Target): Answer =>
  write(ctx, "partages.validate", async (tx) => {
    const locked = await lockPartage(tx, input.partage, ["brouillon"])
    if (!locked.ok) return locked
    const { cle, secondePersonne, creeParId } = locked.value
    if (secondePersonne && creeParId === ctx.who.personneId) return refuse("meme-personne")
    const parts = await tx.partagePart.findMany({ where: { partageId: input.partage }, select: { poids: true } })
    if (parts.length === 0) return refuse("sans-participant")
    const total = totalPoids(parts.map(({ poids }) => ({ poids: decimal(poids.toString()) })))
    if (Number(total) === 0) return refuse("sans-poids")
    if (cle === "pourcentage" && Number(total) !== 100) return refuse("pourcentages", { total: formatDecimal(total) })
    await tx.partage.update({
      where: { id: input.partage },
      data: { etat: "valide", valideParId: ctx.who.personneId, valideLe: new Date() },
    })
    await tx.journal("partage.validated", { objet: `partage/${input.partage}` })
    return ok({ id: input.partage })
  })

export const reopenPartage = (ctx: AgentContext, input: Target): Answer =>
  write(ctx, "partages.prepare", async (tx) => {
    const locked = await lockPartage(tx, input.partage, ["valide"])
    if (!locked.ok) return locked
    const held = await checkFree(tx, input.partage)
    if (!held.ok) return held
    await tx.partage.update({
      where: { id: input.partage },
      data: { etat: "brouillon", valideParId: null, valideLe: null },
    })
    await tx.journal("partage.reopened", { objet: `partage/${input.partage}` })
    return ok({ id: input.partage })
  })

export const abandonPartage = (ctx: AgentContext, input: Target & { motif: string }): Answer =>
  write(ctx, "partages.prepare", async (tx) => {
    const locked = await lockPartage(tx, input.partage, ["brouillon", "valide"])
    if (!locked.ok) return locked
    const held = await checkFree(tx, input.partage)
    if (!held.ok) return held
    await tx.partage.update({ where: { id: input.partage }, data: { etat: "abandonne", motif: input.motif } })
    await tx.journal("partage.abandoned", { objet: `partage/${input.partage}`, apres: { motif: input.motif } })
    return ok({ id: input.partage })
  })

/** The table refuses it too: once a share has its titre, only the others are still to be asked for. */
async function checkFree(tx: Tx, partageId: string): Promise<Result<null, PartageRefusal>> {
  if (await isSubmitted(tx, partageId)) return refuse("dans-une-campagne")
  const billed = await tx.partagePart.findFirst({
    where: { partageId, titreRef: { not: null } },
    select: { id: true },
  })
  return billed ? refuse("deja-facture") : ok(null)
}

/** A campaign that was submitted holds its shares: what was shown is what is approved. */
export async function isSubmitted(tx: Tx, partageId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ held: boolean }[]>`
    select exists (select from campagne_detail d join campagne_ligne l on l."collectiviteId" = d."collectiviteId" and l.id = d."ligneId"
      join campagne c on c.id = l."campagneId"
      where d.origine = 'partage/' || ${partageId} and c.etat in ('a_approuver', 'approuvee', 'en_emission')) as held`
  return row?.held ?? false
}
