import { notFound } from "next/navigation"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { disposition } from "@/lib/documents/rules/file-name.ts"
import { findJustificatif } from "@/lib/partages/queries/depenses.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { documentStorage } from "@/lib/ports/storage.ts"

type Params = { params: Promise<{ depense: string }> }

/** The supplier's bill, as it was given. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { depense } = await params
  if (!isIdentifier(depense)) notFound()
  const file = await read(ctx, (tx) => findJustificatif(tx, depense))
  if (!file) notFound()
  const bytes = await readStored(file, documentStorage())
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": file.mediaType,
      "content-disposition": disposition(file.mediaType === "application/pdf" ? "inline" : "attachment", file.nom),
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  })
}
