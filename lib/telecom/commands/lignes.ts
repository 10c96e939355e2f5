import { type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { centsOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import type { LigneInput, RetirerInput } from "../schema.ts"
import type { TelecomRefusal } from "../types.ts"

type Done = Promise<Result<{ id: string }, TelecomRefusal>>

export function addLigne(ctx: MembreContext, input: LigneInput): Done {
  const { collectiviteId } = only(ctx)
  const { collectivite: _, montantMensuel, inutilisee, engagementJusqua, ...ligne } = input
  return write(ctx, "telecom.manage", async (tx) => {
    const acces = await findAcces(tx, only(ctx), "redevances")
    if (acces.etat !== "ouvert") return refuse("service-ferme")
    const { id } = await tx.ligneTelecom.create({
      data: {
        ...{ ...ligne, collectiviteId, utilisee: !inutilisee, saisieParId: ctx.who.personneId },
        montantMensuel: centsOf(montantMensuel),
        engagementJusqua: engagementJusqua && toDatabase(engagementJusqua),
      },
      select: { id: true },
    })
    await tx.journal("telecom.ligne-ajoutee", {
      ...{ concerneId: collectiviteId, objet: `ligne-telecom/${id}` },
      apres: { site: ligne.site, genre: ligne.genre, montantMensuel },
    })
    return ok({ id })
  })
}

/** No longer paid: it leaves the inventory, and stays in the journal. */
export function retireLigne(ctx: MembreContext, input: RetirerInput): Done {
  const { collectiviteId } = only(ctx)
  return write(ctx, "telecom.manage", async (tx) => {
    const { count } = await tx.ligneTelecom.updateMany({
      where: { collectiviteId, id: input.ligne, retireeLe: null },
      data: { retireeLe: toDatabase(today()) },
    })
    if (count === 0) return refuse("ligne-inconnue")
    await tx.journal("telecom.ligne-retiree", { concerneId: collectiviteId, objet: `ligne-telecom/${input.ligne}` })
    return ok({ id: input.ligne })
  })
}
