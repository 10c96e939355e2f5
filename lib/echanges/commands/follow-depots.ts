import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { ok, type Result } from "@/lib/platform/result.ts"
import type { ChorusFailure, ChorusPort } from "@/lib/ports/chorus.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { depositOf, LEASE_SECONDS } from "../rules.ts"
import { type ClaimedDepot, type DepotChange, retryAfter, settleDepot, takeDepot } from "./depot-steps.ts"

/** Asks what became of one deposit: integrated or refused by Chorus Pro, then available to its addressee. */
export async function followNextDepot(chorus: ChorusPort): Promise<Result<{ etat: string }, "rien">> {
  const taken = await takeDepot(["depose", "integre"], LEASE_SECONDS)
  if (!taken.ok) return taken
  const change = await (taken.value.etat === "depose" ? fluxOf(chorus, taken.value) : factureOf(chorus, taken.value))
  await settleDepot(taken.value, change)
  return ok({ etat: change.etat })
}

async function fluxOf(chorus: ChorusPort, depot: ClaimedDepot): Promise<DepotChange> {
  // Found by its number after a lost answer, without its flow: the invoice itself tells.
  if (!depot.numeroFlux) return factureOf(chorus, depot)
  const flux = await chorus.findFlux(depot.numeroFlux)
  if (!flux.ok) return later(depot, flux)
  if (flux.value.etat === "en_cours") return later(depot)
  const refused = { etat: flux.value.etat, message: flux.value.message, settled: true } as const
  return flux.value.etat === "rejete" ? duplicateOr(refused, chorus, depot) : refused
}

/** Refused because it is there already (another flow took it, and its answer was lost): that one counts, and nobody has to act. */
async function duplicateOr(refused: DepotChange, chorus: ChorusPort, depot: ClaimedDepot): Promise<DepotChange> {
  const found = await chorus.findFacture(await referenceOf(depot))
  if (!found.ok) return later(depot, found)
  const there = found.value
  if (!there || depositOf(there.statut) === "rejete" || there.numeroFlux === depot.numeroFlux) return refused
  return {
    etat: "integre",
    message: `Refusé comme doublon : Chorus Pro a déjà cette facture${there.numeroFlux ? ` (flux ${there.numeroFlux})` : ""}, qui compte seule.`,
    ...(there.numeroFlux ? { numeroFlux: there.numeroFlux } : {}),
    settled: true,
  }
}

const referenceOf = async ({ collectiviteId, titreId }: ClaimedDepot): Promise<string> =>
  titreReference(
    await read(systeme("echanges.follow", "operateur"), (tx) =>
      tx.titre.findUniqueOrThrow({
        where: { collectiviteId_id: { collectiviteId, id: titreId } },
        select: { exercice: true, serie: true, numero: true },
      }),
    ),
  )

async function factureOf(chorus: ChorusPort, depot: ClaimedDepot): Promise<DepotChange> {
  const found = await chorus.findFacture(await referenceOf(depot))
  if (!found.ok) return later(depot, found)
  if (!found.value) return later(depot)
  const said = depositOf(found.value.statut)
  if (said === "rejete")
    return { etat: "rejete", message: "Rejetée par le destinataire : voyez le motif dans Chorus Pro.", settled: true }
  if (depot.etat === "depose") return { etat: "integre", settled: true }
  return said === "mis_a_disposition" ? { etat: said, settled: true } : later(depot)
}

const later = (depot: ClaimedDepot, failure?: ChorusFailure): DepotChange => ({
  etat: depot.etat,
  message: failure ? `Suivi remis à plus tard : ${failure.message}.` : null,
  wait: retryAfter(depot),
})
