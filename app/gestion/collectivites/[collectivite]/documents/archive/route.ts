import { notFound } from "next/navigation"
import type { NextRequest } from "next/server"
import { tooMany } from "@/components/documents/too-many.ts"
import { agentContext } from "@/lib/access/request.ts"
import { exportDocuments } from "@/lib/documents/commands/export.ts"
import { zipDocuments } from "@/lib/documents/commands/zip.ts"
import { ARCHIVE_MAX } from "@/lib/documents/queries/archive.ts"
import { disposition } from "@/lib/documents/rules/file-name.ts"
import { documentsFilter } from "@/lib/documents/schema.ts"
import { today } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"

type Props = { params: Promise<{ collectivite: string }> }

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const filter = documentsFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  const exported = await exportDocuments(ctx, (await params).collectivite, filter, "derniere")
  if (!exported.ok) return exported.refusal === "trop" ? tooMany(ARCHIVE_MAX) : notFound()
  const { collectivite, items } = exported.value
  return new Response(zipDocuments(items, documentStorage()), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": disposition("attachment", `documents-${collectivite.nom}-${today()}.zip`),
      "cache-control": "private, no-store",
    },
  })
}
