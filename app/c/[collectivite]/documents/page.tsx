import type { Metadata } from "next"
import { DocumentsList, yearsUpTo } from "@/components/documents/documents-list.tsx"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { countDocuments, findOldestYear, listDocuments } from "@/lib/documents/queries/list.ts"
import { documentsFilter } from "@/lib/documents/schema.ts"
import { today } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Documents" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DocumentsPage({ params, searchParams }: Props) {
  const ctx = await membreContext((await params).collectivite)
  const { collectiviteId, publicId, nom } = only(ctx)
  const list = listParams(await searchParams)
  const filter = documentsFilter.parse(list)
  const { rows, counted, oldest } = await read(ctx, async (tx) => ({
    rows: await listDocuments(tx, collectiviteId, filter),
    counted: await countDocuments(tx, collectiviteId, filter, COUNT_BOUND + 1),
    oldest: await findOldestYear(tx, collectiviteId),
  }))
  const path = `/c/${publicId}/documents`
  return (
    <>
      <PageHeader
        title="Documents"
        lede={`Tout ce qui engage ${nom} : charte, conventions, délibérations, titres, rapports.`}
        action={
          <LinkButton href={`${path}/deposer`} look="primary">
            Déposer un document
          </LinkButton>
        }
      />
      <DocumentsList
        path={path}
        params={list}
        page={filter.page}
        rows={rows}
        counted={counted}
        years={yearsUpTo(oldest, today())}
      />
    </>
  )
}
