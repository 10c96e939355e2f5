import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findDevis } from "../queries/devis.ts"
import { findSouscription, type SouscriptionFile } from "../queries/file.ts"
import { checkOpen, toQuote } from "../rules/devis.ts"
import type { DevisDecideInput } from "../schema/devis.ts"
import type { DevisPropose, SouscriptionRefusal } from "../types.ts"
import { noteStep } from "./note.ts"
import { advance, lockAsRead } from "./steps.ts"
import { tellOfDevis } from "./tell-devis.ts"

type Decided = Promise<Result<{ id: string }, SouscriptionRefusal>>

/** An élu engages the collectivité on the price that she read, or says no: another quote may follow. */
export function decideDevis(ctx: MembreContext, input: DevisDecideInput): Decided {
  const { collectiviteId } = only(ctx)
  return write(ctx, "souscriptions.approve", async (tx) => {
    const locked = await lockAsRead(tx, { ...input, collectiviteId })
    if (!locked.ok) return locked
    const souscription = await findSouscription(tx, collectiviteId, input.souscription)
    if (!souscription) return refuse("souscription-inconnue")
    const { id } = souscription
    const devis = await findDevis(tx, { collectiviteId, souscriptionId: id, id: input.devis })
    if (!devis) return refuse("devis-inconnu")
    const open = checkOpen(devis, today())
    if (!open.ok) return open
    const accepte = input.decision === "approuver"
    if (accepte && !isWaited(souscription, devis)) return refuse("devis-sans-objet")
    await tx.devis.update({
      where: { collectiviteId_id: { collectiviteId, id: devis.id } },
      data: {
        ...{ etat: accepte ? "accepte" : "refuse", motif: input.motif },
        ...{ decideParId: ctx.who.personneId, decideLe: new Date() },
      },
    })
    await tellOfDevis(tx, { collectiviteId, devis: devis.id, vers: accepte ? "accepte" : "refuse" })
    const motif = `Devis n° ${devis.rang} ${accepte ? "accepté" : "refusé"}${input.motif ? ` : ${input.motif}` : ""}`
    if (accepte) await freeze(tx, souscription, devis)
    if (accepte && devis.optionId === null && souscription.etat === "a_approuver") {
      return advance(tx, "souscription.approuvee", {
        ...{ collectiviteId, id, de: souscription.etat, vers: "approuvee", by: ctx, motif },
        data: { decideParId: ctx.who.personneId, decideLe: new Date(), motif: input.motif },
      })
    }
    const evenement = accepte ? "devis.accepte" : "devis.refuse"
    await noteStep(tx, ctx, souscription, { evenement, motif, apres: { rang: devis.rang } })
    return ok({ id })
  })
}

function isWaited(souscription: SouscriptionFile, { optionId }: DevisPropose): boolean {
  const waiting = toQuote(souscription)
  return optionId === null ? waiting.service : waiting.options.some(({ id }) => id === optionId)
}

/** What was accepted is the price from now on; an option of a service that runs begins that day. */
async function freeze(
  tx: WriteTx,
  { collectiviteId, id, etat, options }: SouscriptionFile,
  { optionId, quantite, unite, prix }: DevisPropose,
): Promise<void> {
  const agreed = { quantite, unite, ...prix }
  if (optionId === null) {
    await tx.souscription.update({ where: { collectiviteId_id: { collectiviteId, id } }, data: agreed })
    return
  }
  const depuis = options.find((option) => option.id === optionId)?.depuis ?? null
  const begins = etat === "en_service" && (depuis === null || depuis < today()) ? today() : depuis
  await tx.souscriptionOption.update({
    where: { collectiviteId_id: { collectiviteId, id: optionId } },
    data: { ...agreed, depuis: begins && toDatabase(begins) },
    select: { id: true },
  })
}
