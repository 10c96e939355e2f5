import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { attachDocuments, keepBytes } from "@/lib/documents/commands/store.ts"
import type { NewDocument } from "@/lib/documents/types.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"
import type { TitrePdfPool } from "../pdf/pool.ts"
import { findEmetteur, type IssuedTitre, listTitreFiles } from "../queries.ts"
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
      const documents = await Promise.all(
        titres.map(async (titre) => {
          const clear = await pool.render(titre, emetteur)
          const kept = await keepBytes(clear, storage)
          onFileWritten?.()
          return { ...documentOf(titre), kept }
        }),
      )
      await attachDocuments(tx, documents)
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

/** Numbers first: pages wait until a campaign has issued all that it can. */
async function claim(tx: Tx): Promise<{ campagneId: string; rang: number } | null> {
  const [row] = await tx.$queryRaw<{ campagneId: string; rang: number }[]>`
    select "campagneId", rang from campagne_tranche p where genre = 'pdf' and etat = 'a_faire' and not exists (
      select from campagne_tranche e join campagne c on c.id = e."campagneId"
      where e."campagneId" = p."campagneId" and e.genre = 'emission' and e.etat = 'a_faire' and e.erreur is null and c.etat = 'en_emission')
    order by essais, "campagneId", rang limit 1 for update of p skip locked`
  return row ?? null
}

/** The first and only version: a titre never changes (decision 6). */
export const documentOf = (titre: IssuedTitre): NewDocument => ({
  collectiviteId: titre.collectiviteId,
  genre: "titre",
  objetId: titre.id,
  version: 1,
  titre: `${titre.objet} : titre n° ${titreReference(titre)}`,
  nom: `titre-${titreReference(titre)}.pdf`,
  mediaType: "application/pdf",
  acteLe: toDatabase(titre.dateEmission),
  acteNumero: titreReference(titre),
})
