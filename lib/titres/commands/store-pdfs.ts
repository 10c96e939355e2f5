import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { sealDocument } from "@/lib/ports/envelope.ts"
import { addressOf, type StoragePort } from "@/lib/ports/storage.ts"
import type { TitrePdfPool } from "../pdf/pool.ts"
import { findEmetteur, listTitreFiles } from "../queries.ts"
import { titreReference } from "../rules.ts"

const JOB = "titres.store-pdfs"

export type PdfPorts = { storage: StoragePort; pool: TitrePdfPool; onFileWritten?: () => void }

/**
 * The pages of one tranche, if one waits: each file is durable before its row, all rows come with the mark that the
 * tranche is done. A worker killed between leaves files without rows (swept later) and a tranche for the next one.
 */
export const storeNextTranche = ({
  storage,
  pool,
  onFileWritten,
}: PdfPorts): Promise<Result<{ pdfs: number }, "rien">> =>
  write(
    systeme(JOB, "operateur"),
    "documents.store",
    async (tx) => {
      const tranche = await claim(tx)
      if (!tranche) return refuse("rien")
      const [emetteur, titres] = [await findEmetteur(tx, env().DEMONSTRATION), await listTitreFiles(tx, tranche)]
      const master = Buffer.from(env().DOCUMENT_KEY, "base64")
      const documents = await Promise.all(
        titres.map(async (titre) => {
          const clear = await pool.render(titre, emetteur)
          const { bytes, wrappedKey } = sealDocument(clear, master)
          const adresse = await storage.put(bytes)
          onFileWritten?.()
          return {
            collectiviteId: titre.collectiviteId,
            objetId: titre.id,
            nom: `titre-${titreReference(titre)}.pdf`,
            taille: clear.length,
            empreinte: addressOf(clear),
            adresse,
            cle: wrappedKey.toString("base64"),
          }
        }),
      )
      await tx.$executeRaw`
        insert into document ("collectiviteId", genre, "objetId", nom, "mediaType", taille, empreinte, adresse, "cleEnveloppee")
        select "collectiviteId", 'titre', "objetId", nom, 'application/pdf', taille, empreinte, adresse, decode(cle, 'base64')
        from jsonb_to_recordset(${JSON.stringify(documents)}::jsonb)
          as d("collectiviteId" uuid, "objetId" uuid, nom text, taille integer, empreinte text, adresse text, cle text)`
      await tx.$executeRaw`
        update campagne_tranche set etat = 'faite', "faiteLe" = now(), erreur = null
        where "campagneId" = ${tranche.campagneId}::uuid and genre = 'pdf' and rang = ${tranche.rang}`
      await tx.journal("titres.pdfs-stored", {
        objet: `campagne/${tranche.campagneId}`,
        apres: { rang: tranche.rang, pdfs: documents.length },
      })
      return ok({ pdfs: documents.length })
    },
    { timeoutMs: 300_000 },
  )

async function claim(tx: Tx): Promise<{ campagneId: string; rang: number } | null> {
  const [row] = await tx.$queryRaw<{ campagneId: string; rang: number }[]>`
    select "campagneId", rang from campagne_tranche where genre = 'pdf' and etat = 'a_faire'
    order by essais, "campagneId", rang limit 1 for update skip locked`
  return row ?? null
}

/** Files that no row knows, older than an hour: what killed workers left. */
export const sweepDocuments = (storage: StoragePort): Promise<Result<{ removed: number }, "rien">> =>
  write(
    systeme("documents.sweep", "operateur"),
    "documents.store",
    async (tx) => {
      const removed = await storage.sweep(new Date(Date.now() - 3_600_000), async (addresses) => {
        const kept = await tx.document.findMany({
          where: { adresse: { in: [...addresses] } },
          select: { adresse: true },
        })
        return new Set(kept.map(({ adresse }) => adresse))
      })
      if (removed === 0) return refuse("rien")
      await tx.journal("documents.swept", { apres: { removed } })
      return ok({ removed })
    },
    { timeoutMs: 300_000 },
  )
