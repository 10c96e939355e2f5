import { notFound } from "next/navigation"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { findFile, findPesFichier } from "@/lib/echanges/queries/bordereaux.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { documentStorage } from "@/lib/ports/storage.ts"

type Params = { params: Promise<{ fichier: string }> }

/** The bytes that were made, and no others. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { fichier: id } = await params
  if (!isIdentifier(id)) notFound()
  const file = await read(ctx, async (tx) => {
    const row = await findPesFichier(tx, id)
    return row && findFile(tx, row.fichierId)
  })
  if (!file) notFound()
  const bytes = await readStored(file, documentStorage())
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": "application/xml",
      "content-disposition": `attachment; filename="${file.nom.replace(/[^\w.-]/g, "_")}"`,
      "cache-control": "private, no-store",
    },
  })
}
