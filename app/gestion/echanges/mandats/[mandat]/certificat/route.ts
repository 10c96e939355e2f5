import { notFound } from "next/navigation"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { renderCertificat } from "@/lib/echanges/pdf/certificat.ts"
import { findMandat } from "@/lib/echanges/queries/mandats.ts"
import { today } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { findEmetteur } from "@/lib/titres/queries.ts"
import { titreReference } from "@/lib/titres/rules.ts"

type Params = { params: Promise<{ mandat: string }> }

/** What goes with the mandat in the accounting software, as things stand today. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { mandat: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const mandat = await findMandat(tx, id)
    return mandat && { mandat, emetteur: await findEmetteur(tx, env().DEMONSTRATION) }
  })
  if (!found) notFound()
  const bytes = await renderCertificat(found.mandat, found.emetteur, today())
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="certificat-${titreReference(found.mandat)}.pdf"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
