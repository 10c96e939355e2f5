import type { Metadata } from "next"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { countTitres, listTitres, TITRES_PER_PAGE, type TitreRow } from "@/lib/titres/queries.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { titresFilter } from "@/lib/titres/schema.ts"

export const metadata: Metadata = { title: "Titres à payer" }

const COLUMNS: readonly Column<TitreRow>[] = [
  { key: "numero", header: "Numéro", rowHeader: true, nowrap: true, cell: titreReference },
  { key: "objet", header: "Objet", cell: (row) => row.objet },
  { key: "echeance", header: "À payer avant le", nowrap: true, cell: (row) => formatShortDay(row.echeance) },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.montant} /> },
  { key: "etat", header: "État", cell: (row) => <TitreBadge etat={row.etat} /> },
]

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function TitresPage({ params, searchParams }: Props) {
  const ctx = await membreContext((await params).collectivite)
  const { collectiviteId, publicId } = only(ctx)
  const list = listParams(await searchParams)
  const filter = { ...titresFilter.parse(list), collectiviteId }
  const { rows, counted } = await read(ctx, async (tx) => ({
    rows: await listTitres(tx, filter),
    counted: await countTitres(tx, filter, COUNT_BOUND + 1),
  }))
  const path = `/c/${publicId}/titres`
  return (
    <>
      <PageHeader
        title="Titres à payer"
        lede="Ce que vous devez à l’opérateur, comment c’est calculé, et le document de chaque titre."
      />
      {rows.length > 0 ? (
        <Table
          caption="Titres"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `${path}/${row.id}`}
        />
      ) : (
        <EmptyState title="Aucun titre pour le moment">
          Vous serez prévenu par message dès qu’un titre sera émis.
        </EmptyState>
      )}
      <Pagination
        path={path}
        params={list}
        page={filter.page}
        pageSize={TITRES_PER_PAGE}
        counted={counted}
        singular="titre"
      />
    </>
  )
}
