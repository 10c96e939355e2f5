import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { openDocument } from "@/lib/ports/envelope.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"
import type { VirusScanPort } from "@/lib/ports/virus-scan.ts"
import { tellInfectedIn } from "./alert.ts"

export type ScanPorts = { storage: StoragePort; scan: VirusScanPort | null }

/**
 * One document that nobody could scan when it was deposited. Without a scanner, or while it does not answer, it stays out of
 * reach; one on which the scanner stumbles goes to the end of the queue.
 */
export const scanNextDocument = ({ storage, scan }: ScanPorts): Promise<Result<{ etat: string }, "rien">> =>
  write(
    systeme("documents.scan", "operateur"),
    "documents.scan",
    async (tx) => {
      if (!scan || !(await scan.answers())) return refuse("rien")
      const next = await claim(tx)
      if (!next) return refuse("rien")
      const sealed = await storage.get(next.adresse)
      // Bytes that are missing or altered are no reason to stop at: the documents behind it wait too.
      const verdict = sealed
        ? await scan.scan(openDocument(sealed, next.cleEnveloppee, Buffer.from(env().DOCUMENT_KEY, "base64")))
        : ({ etat: "indisponible", cause: "octets introuvables" } as const)
      const key = { collectiviteId_id: { collectiviteId: next.collectiviteId, id: next.id } }
      const objet = `document/${next.id}`
      if (verdict.etat === "indisponible") {
        await tx.document.update({ where: key, data: { analyseEssais: { increment: 1 } } })
        await tx.journal("document.scan-failed", {
          concerneId: next.collectiviteId,
          objet,
          apres: { cause: verdict.cause },
        })
      } else if (verdict.etat === "infecte") {
        const { signature } = verdict
        const data = {
          etat: "infecte",
          cleEnveloppee: null,
          analyseLe: new Date(),
          analyseSignature: signature,
        } as const
        await tx.document.update({ where: key, data })
        await tellInfectedIn(tx, { ...next, signature, objet })
      } else {
        await tx.document.update({ where: key, data: { etat: "disponible", analyseLe: new Date() } })
        await tx.journal("document.scanned", { concerneId: next.collectiviteId, objet })
      }
      return ok({ etat: verdict.etat })
    },
    { timeoutMs: 120_000 },
  )

type Waiting = {
  collectiviteId: string
  id: string
  nom: string
  adresse: string
  cleEnveloppee: Uint8Array
  deposeParId: string | null
}

/** Past ten stumbles it waits for a person: staff see it among what is not scanned. */
const TRIES_MAX = 10

async function claim(tx: Tx): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select "collectiviteId", id, nom, adresse, "cleEnveloppee", "deposeParId" from document
    where etat = 'en_analyse' and "analyseEssais" < ${TRIES_MAX}::int
    order by "analyseEssais", "creeLe" limit 1 for update skip locked`
  return row ?? null
}
