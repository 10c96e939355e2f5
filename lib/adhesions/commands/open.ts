import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { findStatut } from "@/lib/collectivites/queries/dossier.ts"
import { findCollectivitePublique } from "@/lib/collectivites/queries/public-register.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { AdhesionRefusal } from "../types.ts"
import { journalOf } from "./steps.ts"
import { tellOfDossier } from "./tell.ts"

type Opened = Result<{ dossier: string }, AdhesionRefusal>

/** Staff open the membership of a prospect who asked otherwise than by the portal. */
export const openDossier = (ctx: AgentContext, { collectivite }: { collectivite: string }): Promise<Opened> =>
  write(ctx, "adhesions.manage", async (tx) => {
    const body = await findCollectivitePublique(tx, collectivite)
    if (!body) return refuse("collectivite-inconnue")
    return insertDossier(tx, ctx, body.id, null)
  })

/** Nobody becomes a member here: the file says what is still needed, the signed charte makes the member. */
export async function insertDossier(
  tx: WriteTx,
  ctx: AgentContext,
  collectiviteId: string,
  demandeAdhesionId: string | null,
): Promise<Opened> {
  // Two agents at once: the second finds the first's file.
  await tx.$queryRaw`select 1 from collectivite where id = ${collectiviteId}::uuid for update`
  if ((await findStatut(tx, collectiviteId)) === "adherent") return refuse("deja-adherente")
  const open = await tx.dossierAdhesion.findFirst({
    where: { collectiviteId, etat: { notIn: ["termine", "abandonne"] } },
    select: { id: true },
  })
  if (open) return refuse("dossier-ouvert")
  const { id } = await tx.dossierAdhesion.create({
    data: { collectiviteId, demandeAdhesionId, creeParId: ctx.who.personneId },
    select: { id: true },
  })
  const fait = demandeAdhesionId ? "Demande acceptée, dossier ouvert" : "Dossier ouvert par l'opérateur"
  const suivi = await tx.dossierAdhesionSuivi.create({
    data: { collectiviteId, dossierAdhesionId: id, etat: "en_preparation", fait, personneId: ctx.who.personneId },
    select: { id: true },
  })
  const evenement = "adhesion.dossier-ouvert"
  await tellOfDossier(tx, { collectiviteId, dossierId: id, suiviId: suivi.id, evenement, fait })
  await tx.journal(evenement, { ...journalOf({ collectiviteId, id }), apres: { demandeAdhesionId } })
  return ok({ dossier: id })
}
