import { notFound } from "next/navigation"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { env } from "@/lib/platform/env.ts"
import { renderBordereau } from "@/lib/titres/pdf/bordereau.ts"
import { findBordereau } from "@/lib/titres/queries/bordereau.ts"
import { findEmetteur } from "@/lib/titres/queries.ts"
import { bordereauInput } from "@/lib/titres/schema.ts"

type Params = { params: Promise<{ exercice: string; genre: string; bordereau: string }> }

/** The bordereau that the ordonnateur signs, drawn from pieces that never change. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const key = bordereauInput.safeParse(await params)
  if (!key.success) notFound()
  const { exercice, genre: kind, bordereau } = key.data
  const found = await read(ctx, async (tx) => {
    const file = await findBordereau(tx, { exercice, kind, bordereau })
    return file && { file, emetteur: await findEmetteur(tx, env().DEMONSTRATION) }
  })
  if (!found) notFound()
  return new Response(new Uint8Array(await renderBordereau(found.file, found.emetteur)), {
    headers: {
      "content-type": "application/pdf",
      "content-disposition": `inline; filename="bordereau-${exercice}-${kind}-${bordereau}.pdf"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
