import { notFound } from "next/navigation"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { env } from "@/lib/platform/env.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { renderRelance } from "@/lib/reglements/pdf/relance.ts"
import { findRelance } from "@/lib/reglements/queries/relances.ts"
import { findEmetteur } from "@/lib/titres/queries.ts"
import { titreReference } from "@/lib/titres/rules.ts"

type Params = { params: Promise<{ relance: string }> }

/** The letter of a reminder that was sent, for a member whom no mail reaches. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { relance: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const relance = await findRelance(tx, id)
    return relance && { relance, emetteur: await findEmetteur(tx, env().DEMONSTRATION) }
  })
  if (!found) notFound()
  const bytes = await renderRelance(found.relance, found.emetteur)
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="relance-${found.relance.rang}-${titreReference(found.relance)}.pdf"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
