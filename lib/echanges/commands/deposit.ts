import { systeme } from "@/lib/access/context.ts"
import { read, type Tx } from "@/lib/access/door.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { ok, type Result } from "@/lib/platform/result.ts"
import type { ChorusFailure, ChorusPort } from "@/lib/ports/chorus.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import type { Debiteur } from "@/lib/titres/types.ts"
import { depositOf, LEASE_SECONDS, missingFacts, SENDING_SECONDS } from "../rules.ts"
import { type ClaimedDepot, type DepotChange, renewLease, retryAfter, settleDepot, takeDepot } from "./depot-steps.ts"
import { findTitreBytes } from "./files.ts"

/** `onStep` tells the kill test where it is; `lease` and `sending` in seconds. */
export type DepositPorts = {
  chorus: ChorusPort
  storage: StoragePort
  lease?: number
  sending?: number
  onStep?: (step: "taken" | "sending" | "sent") => void
}

/**
 * Deposits one titre's invoice. It becomes `incertain` before anything leaves; a worker that dies, or an answer that is lost, leaves
 * it so, and the next one asks Chorus Pro whether it has the invoice before it sends again.
 */
export async function sendNextDepot(ports: DepositPorts): Promise<Result<{ etat: string }, "rien">> {
  const taken = await takeDepot(["a_deposer", "incertain"], ports.lease ?? LEASE_SECONDS, "incertain")
  if (!taken.ok) return taken
  ports.onStep?.("taken")
  const change = await outcomeOf(taken.value, ports)
  if (change) await settleDepot(taken.value, change)
  return ok({ etat: change?.etat ?? taken.value.etat })
}

/** Null: it is another worker's by now. */
async function outcomeOf(depot: ClaimedDepot, ports: DepositPorts): Promise<DepotChange | null> {
  const { chorus, storage, sending = SENDING_SECONDS, onStep } = ports
  const file = await read(systeme("echanges.deposit", "operateur"), (tx) => findInvoice(tx, depot, storage))
  if (typeof file === "string") return { etat: "a_corriger", message: file }

  // Whatever left once already is looked up first: after a lost answer, a miss, or a refusal that a person had put right.
  if (depot.etat === "incertain" || depot.essais > 1 || depot.numeroFlux !== null) {
    const known = await chorus.findFacture(file.reference)
    if (!known.ok) return missed(depot, known, depot.etat === "incertain")
    if (known.value && depositOf(known.value.statut) !== "rejete")
      return {
        etat: "depose",
        ...(known.value.numeroFlux ? { numeroFlux: known.value.numeroFlux } : {}),
        settled: true,
      }
  }

  const wrong = await checkDestination(chorus, file)
  if (wrong) return typeof wrong === "string" ? { etat: "a_corriger", message: wrong } : missed(depot, wrong, false)

  if (!(await renewLease(depot, sending)).ok) return null
  onStep?.("sending")
  const answer = await chorus.deposit({ nom: depot.nomFichier, bytes: file.bytes })
  onStep?.("sent")
  if (answer.ok) return { etat: "depose", numeroFlux: answer.value.numeroFlux, settled: true }
  if (answer.cause === "refus")
    return { etat: "a_corriger", message: `Chorus Pro refuse le dépôt : ${answer.message}.` }
  return missed(depot, answer, answer.cause === "perdue")
}

/** In doubt, it stays `incertain`; otherwise nothing has left, and it waits for its next try. */
const missed = (depot: ClaimedDepot, { message }: ChorusFailure, doubt: boolean): DepotChange => ({
  etat: doubt ? "incertain" : "a_deposer",
  message: `Chorus Pro : ${message}.`,
  wait: retryAfter(depot),
})

type Invoice = {
  bytes: Buffer
  reference: string
  siret: string
  codeService: string | null
  numeroEngagement: string | null
}

/** The file that leaves, or why none can, as a person can act on it. */
async function findInvoice(
  tx: Tx,
  { collectiviteId, id }: ClaimedDepot,
  storage: StoragePort,
): Promise<Invoice | string> {
  const depot = await tx.depot.findUniqueOrThrow({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: { titre: true, fichier: true },
  })
  const { siret } = depot.titre.debiteur as Debiteur
  if (!siret) return "Le débiteur n’a pas de SIRET : ce titre ne peut pas être déposé."
  const bytes = depot.fichier
    ? await readStored({ ...depot.fichier, cleEnveloppee: depot.fichier.cleEnveloppee }, storage)
    : await findTitreBytes(tx, { collectiviteId, titreId: depot.titreId }, storage)
  if (!bytes) return "Le document du titre n’est pas disponible."
  if (!bytes.includes("factur-x.xml"))
    return "Le document de ce titre ne porte pas de facture électronique : l’identité de l’opérateur n’était pas complète le jour de l’émission."
  return {
    ...{ bytes, siret, reference: titreReference(depot.titre) },
    codeService: depot.codeService ?? depot.titre.codeService,
    numeroEngagement: depot.numeroEngagement ?? depot.titre.numeroEngagement,
  }
}

async function checkDestination(chorus: ChorusPort, invoice: Invoice): Promise<string | ChorusFailure | null> {
  const found = await chorus.findStructure(invoice.siret)
  if (!found.ok) return found.cause === "refus" ? `Chorus Pro refuse la recherche : ${found.message}.` : found
  if (!found.value)
    return `Chorus Pro ne connaît pas le SIRET ${invoice.siret}. Vérifiez-le avec la collectivité ; s’il est faux, annulez le titre et émettez-en un autre.`
  const asked = found.value.serviceObligatoire || invoice.codeService !== null
  const services = asked ? await chorus.listServices(found.value.id) : null
  if (services && !services.ok) return services
  return missingFacts(found.value, services?.value ?? [], invoice)
}
