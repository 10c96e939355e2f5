import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"

const HOUR_MS = 3_600_000

/** Files that no living row knows, older than an hour: what killed workers left, what was destroyed or refused. */
export const sweepDocuments = (storage: StoragePort): Promise<Result<{ removed: number }, "rien">> =>
  write(
    systeme("documents.sweep", "operateur"),
    "documents.store",
    async (tx) => {
      const removed = await storage.sweep(new Date(Date.now() - HOUR_MS), async (addresses) => {
        const adresse = { in: [...addresses] }
        const members = await tx.document.findMany({
          where: { adresse, etat: { in: ["en_analyse", "disponible"] } },
          select: { adresse: true },
        })
        const own = await tx.fichierOperateur.findMany({ where: { adresse }, select: { adresse: true } })
        const read = await tx.serviceFichier.findMany({ where: { adresse }, select: { adresse: true } })
        const voted = await tx.deliberationFichier.findMany({ where: { adresse }, select: { adresse: true } })
        return new Set([...members, ...own, ...read, ...voted].map((kept) => kept.adresse))
      })
      if (removed === 0) return refuse("rien")
      await tx.journal("documents.swept", { apres: { removed } })
      return ok({ removed })
    },
    { timeoutMs: 300_000 },
  )
