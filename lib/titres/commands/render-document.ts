import type { Tx } from "@/lib/access/door.ts"
import { env } from "@/lib/platform/env.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { facturxXml } from "../pdf/facturx.ts"
import { renderTitre } from "../pdf/render.ts"
import { findEmetteur, listTitreFiles } from "../queries.ts"

type Facts = { codeService: string | null; numeroEngagement: string | null }

/**
 * The invoice of one titre with facts that its debtor asked for afterwards: a file for the deposit, beside the stored document, which
 * stays as it is. Null where the issuer cannot be named.
 */
export async function renderForDeposit(tx: Tx, titreId: string, facts: Facts): Promise<Buffer | null> {
  const [titre] = await listTitreFiles(tx, { titreIds: [titreId] })
  if (!titre) throw new Error(`titre ${titreId} is unknown`)
  const emetteur = await findEmetteur(tx, env().DEMONSTRATION)
  const asked = { ...titre, ...facts }
  const xml = facturxXml(asked, emetteur)
  return xml ? renderTitre(asked, emetteur, await latinFonts(), xml) : null
}
