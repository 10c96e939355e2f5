import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { AccessRefused, read, type Tx, write } from "@/lib/access/door.ts"
import { denial } from "@/lib/access/rights.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findCollectiviteId } from "../queries/list.ts"
import type { DepositInput } from "../schema.ts"
import { type DepotRefusal, type DocumentRef, isActe } from "../types.ts"
import { type DepotPorts, depotPorts, receiveFile } from "./receive.ts"
import { attachDocument } from "./store.ts"

export type Deposit = Omit<DepositInput, "collectivite"> & {
  collectiviteId: string
  objetId?: string
  affaireId?: string | null
}
export type Deposited = DocumentRef & { etat: "disponible" | "en_analyse" }

/** A person files a document, or its next version. What is checked costs time and storage: the right is asked first. */
export async function depositDocument(
  ctx: MembreContext | AgentContext,
  { remplace, collectiviteId, fichier, ...deposit }: Deposit,
  ports: DepotPorts = depotPorts(),
): Promise<Result<Deposited, DepotRefusal>> {
  const deposeParId = ctx.who.personneId
  const pdfSeulement = isActe(deposit.genre)
  const denied = denial(ctx, "documents.deposit", new Date())
  if (denied) throw new AccessRefused(denied, "documents.deposit")
  const received = await receiveFile({ collectiviteId, fichier, pdfSeulement, deposeParId }, ports)
  if (!received.ok) return received
  return write(ctx, "documents.deposit", async (tx) => {
    const replaced = remplace ? await findReplaced(tx, collectiviteId, remplace) : null
    if (remplace && replaced?.genre !== deposit.genre) return refuse("document-inconnu")
    const { kept, ...file } = received.value
    const stored = await attachDocument(
      tx,
      {
        collectiviteId,
        ...deposit,
        ...file,
        objetId: replaced?.objetId ?? deposit.objetId,
        affaireId: replaced?.affaireId ?? deposit.affaireId,
        acteLe: deposit.acteLe === null ? null : toDatabase(deposit.acteLe),
        deposeParId,
      },
      kept,
    )
    await tx.journal("document.deposited", {
      concerneId: collectiviteId,
      objet: `document/${stored.id}`,
      apres: {
        genre: deposit.genre,
        version: stored.version,
        nom: file.nom,
        empreinte: stored.empreinte,
        etat: file.etat,
      },
    })
    return ok({ ...stored, etat: file.etat })
  })
}

/** The form of a member, and that of staff for a member. */
export const depositAsMembre = (ctx: MembreContext, { collectivite: _, ...input }: DepositInput) =>
  depositDocument(ctx, { ...input, collectiviteId: only(ctx).collectiviteId })

export async function depositAsAgent(ctx: AgentContext, { collectivite, ...input }: DepositInput) {
  const collectiviteId = await read(ctx, (tx) => findCollectiviteId(tx, collectivite))
  return collectiviteId ? depositDocument(ctx, { ...input, collectiviteId }) : refuse("document-inconnu")
}

/** What the portal made (a titre, a signed convention) takes no version from a person. */
const findReplaced = (tx: Tx, collectiviteId: string, id: string) =>
  tx.document.findFirst({
    where: { collectiviteId, id, deposeParId: { not: null } },
    select: { genre: true, objetId: true, affaireId: true },
  })
