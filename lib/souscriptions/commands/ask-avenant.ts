import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findDemande } from "../queries/demandes.ts"
import { findSouscription } from "../queries/file.ts"
import {
  addedSpending,
  changeWords,
  checkAskable,
  checkDemandeEtat,
  firstDemandeEtat,
  isOpenDemande,
} from "../rules/avenants.ts"
import { checkDateSouhaitee } from "../rules/life.ts"
import { checkRenouvelable } from "../rules/reconduction.ts"
import type { AvenantAskInput, AvenantCancelInput, AvenantDecideInput } from "../schema/avenant.ts"
import type { SouscriptionRefusal } from "../types.ts"
import { chooseChanges } from "./change.ts"
import { noteStep } from "./note.ts"
import { findSeuil } from "./prepare.ts"
import { lockAsRead } from "./steps.ts"
import { tellOfDemande } from "./tell-avenant.ts"

type Answer = Promise<Result<{ id: string }, SouscriptionRefusal>>

/** A member asks to change what runs: an élu approves what costs more, then the operator draws up the amendment. */
export function askAvenant(ctx: MembreContext, input: AvenantAskInput): Answer {
  const { collectiviteId } = only(ctx)
  return write(ctx, "avenants.ask", async (tx) => {
    const locked = await lockAsRead(tx, { ...input, collectiviteId })
    if (!locked.ok) return locked
    const souscription = await findSouscription(tx, collectiviteId, input.souscription)
    if (!souscription) return refuse("souscription-inconnue")
    const askable = checkAskable(souscription, input)
    if (!askable.ok) return askable
    if (input.prolongeMois !== null) {
      // How far the market goes is the operator's to say, in the amendment: it may be prolonged too.
      const renewable = checkRenouvelable(souscription, souscription.denonciation)
      if (!renewable.ok) return renewable
    }
    const wished = checkDateSouhaitee(input.effetLe, today())
    if (!wished.ok) return wished
    const { id: souscriptionId, service, quantite } = souscription
    const free = await checkNoneOpen(tx, { collectiviteId, souscriptionId })
    if (!free.ok) return free
    const chosen = await chooseChanges(tx, souscription, input)
    if (!chosen.ok) return chosen
    const change = {
      ...{ quantiteAvant: quantite, quantiteApres: input.quantite, changements: chosen.value },
      prolongeMois: input.prolongeMois,
    }
    const etat = firstDemandeEtat(service, { depense: addedSpending(souscription, change), seuil: await findSeuil(tx) })
    const { id } = await tx.avenantDemande.create({
      data: {
        ...{ collectiviteId, souscriptionId, etat, ...change },
        ...{ motif: input.motif, effetLe: toDatabase(input.effetLe), demandeParId: ctx.who.personneId },
      },
      select: { id: true },
    })
    const motif = `Changement demandé : ${changeWords(change)}`
    await noteStep(tx, ctx, souscription, { evenement: "avenant.demande", motif, apres: { etat } })
    await tellOfDemande(tx, { collectiviteId, demande: id })
    return ok({ id: souscriptionId })
  })
}

/** One request at a time, and none beside an amendment that waits for a signature. */
async function checkNoneOpen(
  tx: WriteTx,
  where: { collectiviteId: string; souscriptionId: string },
): Promise<Result<void, "avenant-deja-demande" | "avenant-en-cours">> {
  const demandes = await tx.avenantDemande.findMany({ where, select: { etat: true } })
  if (demandes.some(isOpenDemande)) return refuse("avenant-deja-demande")
  const avenant = await tx.avenant.findFirst({ where: { ...where, etat: "a_signer" }, select: { id: true } })
  return avenant ? refuse("avenant-en-cours") : ok(undefined)
}

/** The élu says yes, and it goes to the operator; or no, with her reason. */
export function decideAvenant(ctx: MembreContext, input: AvenantDecideInput): Answer {
  const yes = input.decision === "approuver"
  return write(ctx, "avenants.approve", (tx) =>
    step(tx, ctx, input, {
      ...{ awaited: ["a_approuver"], vers: yes ? "demandee" : "refusee", reponse: input.motif },
      ...{ evenement: yes ? "avenant.approuve" : "avenant.refuse", decide: true },
      quoi: yes ? "Changement approuvé" : "Changement refusé",
    }),
  )
}

/** As long as the operator has not answered. */
export const cancelAvenant = (ctx: MembreContext, input: AvenantCancelInput): Answer =>
  write(ctx, "avenants.ask", (tx) =>
    step(tx, ctx, input, {
      ...{ awaited: ["a_approuver", "demandee"], vers: "annulee", reponse: null, decide: false },
      ...{ evenement: "avenant.annule", quoi: "Demande de changement annulée" },
    }),
  )

type Step = {
  awaited: readonly ("a_approuver" | "demandee")[]
  vers: "demandee" | "refusee" | "annulee"
  reponse: string | null
  decide: boolean
  evenement: string
  quoi: string
}

async function step(
  tx: WriteTx,
  ctx: MembreContext,
  input: AvenantCancelInput,
  { awaited, vers, reponse, decide, evenement, quoi }: Step,
): Answer {
  const { collectiviteId } = only(ctx)
  const locked = await lockAsRead(tx, { ...input, collectiviteId })
  if (!locked.ok) return locked
  const demande = await findDemande(tx, { collectiviteId, souscriptionId: input.souscription, id: input.demande })
  if (!demande) return refuse("demande-inconnue")
  const allowed = checkDemandeEtat(demande, awaited)
  if (!allowed.ok) return allowed
  await tx.avenantDemande.update({
    where: { collectiviteId_id: { collectiviteId, id: demande.id } },
    data: { etat: vers, reponse, ...(decide ? { decideParId: ctx.who.personneId, decideLe: new Date() } : {}) },
  })
  const motif = reponse ? `${quoi} : ${reponse}` : quoi
  await noteStep(tx, ctx, locked.value, { evenement, motif, apres: { demande: demande.id, etat: vers } })
  await tellOfDemande(tx, { collectiviteId, demande: demande.id })
  return ok({ id: input.souscription })
}
