import type { AgentContext } from "@/lib/access/context.ts"
import { AccessRefused } from "@/lib/access/door.ts"
import { denial, type Right } from "@/lib/access/rights.ts"
import { ok, type Result, refuse, sentence } from "@/lib/platform/result.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { type VirusScanPort, virusScan } from "@/lib/ports/virus-scan.ts"
import { cleanFileName } from "../rules/file-name.ts"
import { DEPOT_REFUSALS, type DepotRefusal, FORMATS, type ReceivedFile, TAILLE_MAX } from "../types.ts"
import { tellInfected } from "./alert.ts"
import { inspectFile } from "./inspect.ts"
import { keepBytes } from "./store.ts"

export type DepotPorts = { storage: StoragePort; scan: VirusScanPort | null }
export const depotPorts = (): DepotPorts => ({ storage: documentStorage(), scan: virusScan() })

export type FileToReceive = {
  /** Whose file it would be, null for the operator's own: for the trace of an infected one. */
  collectiviteId: string | null
  fichier: File
  /** An act: nothing but a PDF. */
  pdfSeulement: boolean
  deposeParId: string
}

/**
 * Checks a file that somebody gives, and keeps its bytes, before any transaction: size, content, what it would do once
 * opened, virus. The caller then writes `attachDocument(tx, …, received.kept)` with the rest of its act.
 */
export async function receiveFile(
  { collectiviteId, fichier, pdfSeulement, deposeParId }: FileToReceive,
  { storage, scan }: DepotPorts = depotPorts(),
): Promise<Result<ReceivedFile, DepotRefusal>> {
  if (fichier.size === 0) return refuse("fichier-vide")
  if (fichier.size > TAILLE_MAX) return refuse("fichier-trop-gros")
  const bytes = Buffer.from(await fichier.arrayBuffer())
  const format = await inspectFile(bytes)
  if (!format.ok) return format
  if (pdfSeulement && format.value !== "application/pdf") return refuse("fichier-acte")
  const nom = cleanFileName(fichier.name, FORMATS[format.value].extension)
  const verdict = scan ? await scan.scan(bytes) : null
  if (verdict?.etat === "infecte") {
    await tellInfected({ collectiviteId, nom, deposeParId, signature: verdict.signature, objet: null })
    return refuse("fichier-infecte", { signature: verdict.signature })
  }
  const etat = verdict?.etat === "indisponible" ? "en_analyse" : "disponible"
  return ok({ kept: await keepBytes(bytes, storage), nom, mediaType: format.value, etat })
}

type OwnRefusal = "fichier-pdf" | "fichier-refuse" | "antivirus-absent"

/** A PDF of the operator's own that others read at once: nothing of it waits for a scan, and the right is asked first. */
export async function receiveOwnPdf(
  ctx: AgentContext,
  right: Right,
  fichier: File,
  ports: DepotPorts,
): Promise<Result<ReceivedFile, OwnRefusal>> {
  const denied = denial(ctx, right, new Date())
  if (denied) throw new AccessRefused(denied, right)
  const deposeParId = ctx.who.personneId
  const received = await receiveFile({ collectiviteId: null, fichier, pdfSeulement: true, deposeParId }, ports)
  if (!received.ok) {
    if (received.refusal === "fichier-acte") return refuse("fichier-pdf")
    return refuse("fichier-refuse", { raison: sentence(DEPOT_REFUSALS[received.refusal], received.details) })
  }
  return received.value.etat === "en_analyse" ? refuse("antivirus-absent") : received
}
