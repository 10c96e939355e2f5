import type { NextRequest } from "next/server"
import { tooMany } from "@/components/documents/too-many.ts"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { zipDocuments } from "@/lib/documents/commands/zip.ts"
import { ARCHIVE_MAX, listArchiveItems } from "@/lib/documents/queries/archive.ts"
import { disposition } from "@/lib/documents/rules/file-name.ts"
import { documentsFilter } from "@/lib/documents/schema.ts"
import { today } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"

type Props = { params: Promise<{ collectivite: string }> }

export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const ctx = await membreContext((await params).collectivite)
  const { collectiviteId, nom } = only(ctx)
  const filter = documentsFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  const items = await read(ctx, (tx) => listArchiveItems(tx, collectiviteId, filter, "derniere"))
  if (items.length > ARCHIVE_MAX) return tooMany(ARCHIVE_MAX)
  return new Response(zipDocuments(items, documentStorage()), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": disposition("attachment", `documents-${nom}-${today()}.zip`),
      "cache-control": "private, no-store",
    },
  })
}
