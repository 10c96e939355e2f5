import type { Context } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { documentStorage, type StoragePort } from "@/lib/ports/storage.ts"
import { renderForDeposit } from "@/lib/titres/commands/render-document.ts"
import type { CorrectDepot } from "../schema.ts"
import { DEPOT_TRANSITIONS, type DepotEtat, type DepotRefusal } from "../types.ts"
import { type ClaimedDepot, changeDepot } from "./depot-steps.ts"
import { storeFile } from "./files.ts"

/** A person looked at what was wrong, outside: it is tried again as it is. */
export const retryDepot = (ctx: Context, { depot: id }: { depot: string }): Promise<Result<void, DepotRefusal>> =>
  write(ctx, "echanges.manage", async (tx) => {
    const depot = await lock(tx, id)
    if (!depot) return refuse("depot-inconnu")
    if (!mayLeaveAgain(depot.etat)) return refuse("depot-en-cours")
    await changeDepot(tx, depot, { etat: "a_deposer", message: "Nouvel essai demandé." })
    await tx.journal("depot.retried", { concerneId: depot.collectiviteId, objet: `depot/${id}` })
    return ok(undefined)
  })

/** Adds what the debtor asks for; the deposit then carries a file of its own, kept with it. */
export const correctDepot = (
  ctx: Context,
  { depot: id, codeService, numeroEngagement }: CorrectDepot,
  storage: StoragePort = documentStorage(),
): Promise<Result<void, DepotRefusal>> =>
  write(ctx, "echanges.manage", async (tx) => {
    const depot = await lock(tx, id)
    if (!depot) return refuse("depot-inconnu")
    if (!mayLeaveAgain(depot.etat)) return refuse("depot-en-cours")
    if (!codeService && !numeroEngagement) return refuse("rien-a-ajouter")
    const bytes = await renderForDeposit(tx, depot.titreId, { codeService, numeroEngagement })
    if (!bytes) return refuse("depot-sans-identite")
    const fichier = await storeFile(
      tx,
      { genre: "justificatif", nom: depot.nomFichier, mediaType: "application/pdf", bytes },
      storage,
    )
    const { collectiviteId } = depot
    await tx.depot.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { codeService, numeroEngagement, fichierId: fichier.id },
    })
    const facts = [codeService && `code service ${codeService}`, numeroEngagement && `engagement ${numeroEngagement}`]
    const message = `Complété : ${facts.filter(Boolean).join(", ")}.`
    await changeDepot(tx, depot, { etat: "a_deposer", message })
    await tx.journal("depot.corrected", {
      concerneId: collectiviteId,
      objet: `depot/${id}`,
      apres: { codeService, numeroEngagement, empreinte: fichier.empreinte },
    })
    return ok(undefined)
  })

const mayLeaveAgain = (etat: DepotEtat): boolean =>
  etat !== "incertain" && (DEPOT_TRANSITIONS[etat] as readonly DepotEtat[]).includes("a_deposer")

async function lock(tx: WriteTx, id: string): Promise<ClaimedDepot | null> {
  const [row] = await tx.$queryRaw<ClaimedDepot[]>`
    select "collectiviteId", id, "titreId", etat, essais::int, "nomFichier", "numeroFlux" from depot where id = ${id}::uuid for update`
  return row ?? null
}
