import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listTitreFiles } from "../queries.ts"
import { type Drawn, drawPages, type PdfPorts } from "./draw-pages.ts"

const AT_ONCE = 20

/**
 * The pages of titres that no campaign issued (a correction, a first cotisation, a titre for one member) and those that failed:
 * what lacks its document is the work itself, so nothing is lost between the issue and the page.
 */
export const storeNextAlone = (ports: PdfPorts): Promise<Result<Drawn, "rien">> =>
  write(
    systeme("titres.store-alone", "operateur"),
    "documents.store",
    async (tx) => {
      const titreIds = await claim(tx)
      if (titreIds.length === 0) return refuse("rien")
      const drawn = await drawPages(tx, await listTitreFiles(tx, { titreIds }), ports)
      await tx.journal("titres.pdfs-stored", { objet: "titres", apres: drawn })
      return ok(drawn)
    },
    { timeoutMs: 120_000 },
  )

/** Two workers never draw the same page: each takes the titres that no other holds, until its transaction ends. */
async function claim(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id from (
      (select t.id from titre t where t."campagneId" is null and not exists (select from document d
        where d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id)
        and not exists (select from titre_page_echec e where e."collectiviteId" = t."collectiviteId" and e."titreId" = t.id)
      order by t."emisLe" limit ${AT_ONCE}::int)
      union all
      (select "titreId" from titre_page_echec where "prochainEssaiLe" <= now() order by "prochainEssaiLe" limit ${AT_ONCE}::int)) waiting
    where pg_try_advisory_xact_lock(hashtextextended('titre-page:' || id, 0))`
  return rows.map(({ id }) => id)
}
