import type { AgentContext } from "@/lib/access/context.ts"
import { AccessRefused, read, type WriteTx, write } from "@/lib/access/door.ts"
import { denial } from "@/lib/access/rights.ts"
import { type DepotPorts, depotPorts, receiveFile } from "@/lib/documents/commands/receive.ts"
import { attachDocument } from "@/lib/documents/commands/store.ts"
import type { DepotRefusal, ReceivedFile } from "@/lib/documents/types.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findDevis } from "../queries/devis.ts"
import { findSouscriptionOfAnyone, type SouscriptionFile } from "../queries/file.ts"
import { checkOpen, checkValidite, toQuote } from "../rules/devis.ts"
import type { DevisInput, DevisRetireInput } from "../schema/devis.ts"
import type { SouscriptionRefusal } from "../types.ts"
import { noteStep } from "./note.ts"
import { lockAsRead } from "./steps.ts"
import { tellOfDevis } from "./tell-devis.ts"

type Proposed = Promise<Result<{ id: string }, SouscriptionRefusal | DepotRefusal>>

/** The operator's price for what is on quote, with its own document where it has one. */
export async function proposeDevis(ctx: AgentContext, input: DevisInput, ports: DepotPorts = depotPorts()): Proposed {
  const denied = denial(ctx, "devis.propose", new Date())
  if (denied) throw new AccessRefused(denied, "devis.propose")
  const valid = checkValidite(input.valableJusquau, today())
  if (!valid.ok) return valid
  const seen = await read(ctx, (tx) => findSouscriptionOfAnyone(tx, input.souscription))
  if (!seen) return refuse("souscription-inconnue")
  const { collectiviteId } = seen
  const received = input.fichier
    ? await receiveFile(
        { collectiviteId, fichier: input.fichier, pdfSeulement: true, deposeParId: ctx.who.personneId },
        ports,
      )
    : null
  if (received && !received.ok) return received
  return write(ctx, "devis.propose", async (tx) => {
    const locked = await lockAsRead(tx, { ...input, collectiviteId })
    if (!locked.ok) return locked
    const souscription = await findSouscriptionOfAnyone(tx, input.souscription)
    if (!souscription) return refuse("souscription-inconnue")
    const quotable = await checkQuotable(tx, souscription, input.option)
    if (!quotable.ok) return quotable
    const devis = await insertDevis(tx, ctx, { souscription, input, file: received?.value ?? null })
    const quoi = `Devis n° ${devis.rang} proposé pour ${quotable.value}`
    await noteStep(tx, ctx, souscription, { evenement: "devis.propose", motif: quoi, apres: devis })
    await tellOfDevis(tx, { collectiviteId, devis: devis.id, vers: "propose" })
    return ok({ id: souscription.id })
  })
}

/** In words, what the quote is for; refused where nothing waits for one. */
async function checkQuotable(
  tx: WriteTx,
  souscription: SouscriptionFile,
  optionId: string | null,
): Promise<Result<string, "devis-sans-objet" | "devis-propose">> {
  const { service, options } = toQuote(souscription)
  const quoi = optionId === null ? service && "le service" : options.find(({ id }) => id === optionId)?.nom
  if (!quoi) return refuse("devis-sans-objet")
  const { collectiviteId, id: souscriptionId } = souscription
  const open = await tx.devis.findFirst({ where: { collectiviteId, souscriptionId, optionId, etat: "propose" } })
  return open ? refuse("devis-propose") : ok(quoi)
}

type Inserting = { souscription: SouscriptionFile; input: DevisInput; file: ReceivedFile | null }

async function insertDevis(tx: WriteTx, ctx: AgentContext, { souscription, input, file }: Inserting) {
  const { collectiviteId, id: souscriptionId, service } = souscription
  const { contenu, quantite, unite, prix, valableJusquau, option: optionId } = input
  const rang = 1 + (await tx.devis.count({ where: { collectiviteId, souscriptionId } }))
  const titre = `Devis n° ${rang}, ${service.nom}`
  const deposeParId = ctx.who.personneId
  const stored = file && (await attachFile(tx, { collectiviteId, titre, affaireId: souscriptionId, deposeParId }, file))
  return tx.devis.create({
    data: {
      ...{ collectiviteId, souscriptionId, optionId, rang, contenu, quantite, unite },
      ...{ valableJusquau: toDatabase(valableJusquau), documentId: stored?.id ?? null, creeParId: deposeParId },
      ...prix,
    },
    select: { id: true, rang: true, optionId: true, quantite: true, unite: true, contenu: true },
  })
}

type Filed = { collectiviteId: string; titre: string; affaireId: string; deposeParId: string }

const attachFile = (tx: WriteTx, filed: Filed, { kept, ...file }: ReceivedFile) =>
  attachDocument(tx, { ...filed, ...file, genre: "autre" }, kept)

/** An offer that must be another: the member is told that there is nothing to answer. */
export const withdrawDevis = (
  ctx: AgentContext,
  input: DevisRetireInput,
): Promise<Result<{ id: string }, SouscriptionRefusal>> =>
  write(ctx, "devis.propose", async (tx) => {
    const souscription = await findSouscriptionOfAnyone(tx, input.souscription)
    if (!souscription) return refuse("souscription-inconnue")
    const { collectiviteId, id } = souscription
    const locked = await lockAsRead(tx, { ...input, collectiviteId })
    if (!locked.ok) return locked
    const devis = await findDevis(tx, { collectiviteId, souscriptionId: id, id: input.devis })
    if (!devis) return refuse("devis-inconnu")
    const open = checkOpen({ ...devis, valableJusquau: today() }, today())
    if (!open.ok) return open
    await tx.devis.update({
      where: { collectiviteId_id: { collectiviteId, id: devis.id } },
      data: { etat: "retire", motif: input.motif },
    })
    const motif = `Devis n° ${devis.rang} retiré : ${input.motif}`
    await noteStep(tx, ctx, souscription, { evenement: "devis.retire", motif, apres: { rang: devis.rang } })
    await tellOfDevis(tx, { collectiviteId, devis: devis.id, vers: "retire" })
    return ok({ id })
  })
