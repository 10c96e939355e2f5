import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listTitreFiles } from "../queries.ts"
import { type Drawn, drawPages, type PdfPorts } from "./draw-pages.ts"

const JOB = "titres.store-pdfs"

/**
 * The pages of one tranche, if one waits: all rows come with the mark that the tranche is done. A worker killed between
 * leaves files without rows (swept later) and a tranche for the next one.
 */
export const storeNextTranche = (ports: PdfPorts): Promise<Result<Drawn, "rien">> =>
  write(
    systeme(JOB, "operateur"),
    "documents.store",
    async (tx) => {
      const tranche = await claim(tx)
      if (!tranche) return refuse("rien")
      const drawn = await drawPages(tx, await listTitreFiles(tx, tranche), ports)
      await tx.$executeRaw`
        update campagne_tranche set etat = 'faite', "faiteLe" = now()
        where "campagneId" = ${tranche.campagneId}::uuid and genre = 'pdf' and rang = ${tranche.rang}`
      await tx.journal("titres.pdfs-stored", {
        objet: `campagne/${tranche.campagneId}`,
        apres: { rang: tranche.rang, ...drawn },
      })
      return ok(drawn)
    },
    { timeoutMs: 300_000 },
  )

/** Numbers first: pages wait until a campaign has issued all that it can. */
async function claim(tx: Tx): Promise<{ campagneId: string; rang: number } | null> {
  const [row] = await tx.$queryRaw<{ campagneId: string; rang: number }[]>`
    select "campagneId", rang from campagne_tranche p where genre = 'pdf' and etat = 'a_faire' and not exists (
      select from campagne_tranche e join campagne c on c.id = e."campagneId"
      where e."campagneId" = p."campagneId" and e.genre = 'emission' and e.etat = 'a_faire' and c.etat = 'en_emission')
    order by "campagneId", rang limit 1 for update of p skip locked`
  return row ?? null
}
