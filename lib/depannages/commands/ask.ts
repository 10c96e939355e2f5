import { type MembreContext, only } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { AskInput } from "../schema.ts"
import type { DepannageRefusal } from "../types.ts"

/** What does not work goes to the provider by itself; staff are told, and follow it. */
export const askDepannage = (
  ctx: MembreContext,
  { collectivite: _, souscription: souscriptionId, poste, ...input }: AskInput,
): Promise<Result<{ id: string }, DepannageRefusal>> =>
  write(ctx, "depannages.ask", async (tx) => {
    const { collectiviteId, nom } = only(ctx)
    const souscription = await tx.souscription.findFirst({
      where: { collectiviteId, id: souscriptionId, etat: "en_service", service: { parPoste: true } },
      select: { service: { select: { nom: true } } },
    })
    if (!souscription) return refuse("souscription-inconnue")
    const known =
      poste === "" ||
      (await tx.poste.count({ where: { collectiviteId, id: poste, souscriptionId, retireLe: null } })) === 1
    if (!known) return refuse("poste-inconnu")
    const { id } = await tx.depannage.create({
      data: { collectiviteId, souscriptionId, posteId: poste || null, ...input, demandeParId: ctx.who.personneId },
      select: { id: true },
    })
    await notify(tx, {
      ...{ genre: "depannage-demande", collectiviteId, objetId: id, destinataires: "agents" },
      titre: `${nom} demande un dépannage${input.bloquant ? " : travail impossible" : ""}`,
      texte: `${souscription.service.nom} : ${input.objet.slice(0, 200)}`,
      lien: `/gestion/postes/depannages/${id}`,
    })
    await tx.journal("depannage.demande", {
      concerneId: collectiviteId,
      objet: `depannage/${id}`,
      apres: { souscription: souscriptionId, poste: poste || null, objet: input.objet, bloquant: input.bloquant },
    })
    return ok({ id })
  })
