import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { attachDocuments, keepBytes } from "@/lib/documents/commands/store.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findEmetteur, listTitreFiles } from "../queries.ts"
import { documentOf, type PdfPorts } from "./store-pdfs.ts"

const AT_ONCE = 20

/**
 * The pages of titres that no campaign issued (a correction, a first cotisation, a titre for one member): what lacks its document
 * is the work itself, so nothing is lost between the issue and the page.
 */
export const storeNextAlone = ({ storage, pool, onFileWritten }: PdfPorts): Promise<Result<{ pdfs: number }, "rien">> =>
  write(
    systeme("titres.store-alone", "operateur"),
    "documents.store",
    async (tx) => {
      const titreIds = await claim(tx)
      if (titreIds.length === 0) return refuse("rien")
      const [emetteur, titres] = [await findEmetteur(tx, env().DEMONSTRATION), await listTitreFiles(tx, { titreIds })]
      const documents = await Promise.all(
        titres.map(async (titre) => {
          const kept = await keepBytes(await pool.render(titre, emetteur), storage)
          onFileWritten?.()
          return { ...documentOf(titre), kept }
        }),
      )
      await attachDocuments(tx, documents)
      await tx.journal("titres.pdfs-stored", { objet: "titres", apres: { pdfs: documents.length } })
      return ok({ pdfs: documents.length })
    },
    { timeoutMs: 120_000 },
  )

/** Two workers never draw the same page: each takes the titres that no other holds, until its transaction ends. */
async function claim(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from (
      select t.id from titre t where t."campagneId" is null and not exists (select from document d
        where d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id)
      order by t."emisLe" limit ${AT_ONCE}::int) waiting
    where pg_try_advisory_xact_lock(hashtextextended('titre-page:' || id, 0))`
  return rows.map(({ id }) => id)
}
