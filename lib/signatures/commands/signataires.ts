import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { EndSignataireInput, SignataireInput } from "../schema.ts"
import type { SignatureRefusal } from "../types.ts"

type Recorded = Promise<Result<{ signataire: string }, SignatureRefusal>>

/** Who countersigns for the operator, from when to when, by which act: one of its own staff. */
export const addSignataire = (ctx: AgentContext, input: SignataireInput): Recorded =>
  write(ctx, "operateur.settings", async (tx) => {
    const { personne: personneId, fonction, fondement, depuis, jusqua } = input
    if (jusqua !== null && jusqua < depuis) return refuse("date-avant", { debut: formatDay(depuis) })
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('portail.signataires'))::text`
    if (!(await tx.agent.findUnique({ where: { personneId }, select: { role: true } }))) return refuse("agent-inconnu")
    const same = await tx.signataireOperateur.findFirst({
      where: {
        personneId,
        ...(jusqua ? { depuis: { lt: toDatabase(jusqua) } } : {}),
        OR: [{ jusqua: null }, { jusqua: { gt: toDatabase(depuis) } }],
      },
      select: { id: true },
    })
    if (same) return refuse("signataire-double")
    const { id } = await tx.signataireOperateur.create({
      data: { personneId, fonction, fondement, depuis: toDatabase(depuis), jusqua: jusqua && toDatabase(jusqua) },
      select: { id: true },
    })
    await tx.journal("signataire.ajoute", { objet: `signataire/${id}`, apres: { fonction, fondement, depuis, jusqua } })
    return ok({ signataire: id })
  })

/** What was countersigned before stays so. */
export const endSignataire = (ctx: AgentContext, { signataire: id, jusqua }: EndSignataireInput): Recorded =>
  write(ctx, "operateur.settings", async (tx) => {
    const row = await tx.signataireOperateur.findUnique({ where: { id } })
    if (!row || (row.jusqua && row.jusqua <= toDatabase(jusqua))) return refuse("signataire-inconnu")
    if (toDatabase(jusqua) < row.depuis) return refuse("date-avant", { debut: formatDay(fromDatabase(row.depuis)) })
    await tx.signataireOperateur.update({ where: { id }, data: { jusqua: toDatabase(jusqua) } })
    await tx.journal("signataire.termine", { objet: `signataire/${id}`, apres: { jusqua } })
    return ok({ signataire: id })
  })
