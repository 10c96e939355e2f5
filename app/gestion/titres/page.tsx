import type { Metadata } from "next"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterText } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { countTitres, listTitres, TITRES_PER_PAGE, type TitreRow } from "@/lib/titres/queries.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { titresFilter } from "@/lib/titres/schema.ts"

export const metadata: Metadata = { title: "Titres" }

const PATH = "/gestion/titres"

const COLUMNS: readonly Column<TitreRow>[] = [
  { key: "numero", header: "Numéro", rowHeader: true, nowrap: true, cell: titreReference },
  {
    key: "nom",
    header: "Débiteur",
    cell: (row) => <a href={`/gestion/collectivites/${row.collectivitePublicId}`}>{row.nom}</a>,
  },
  { key: "objet", header: "Objet", cell: (row) => row.objet },
  { key: "echeance", header: "Échéance", nowrap: true, cell: (row) => formatShortDay(row.echeance) },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.montant} /> },
  { key: "etat", header: "État", cell: (row) => <TitreBadge etat={row.etat} /> },
]

const documentHref = (row: TitreRow) => (row.documentId ? `/api/documents/${row.documentId}` : "")

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TitresPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = titresFilter.parse(params)
  const { rows, counted } = await read(ctx, async (tx) => ({
    rows: await listTitres(tx, filter),
    counted: await countTitres(tx, filter, COUNT_BOUND + 1),
  }))
  return (
    <>
      <PageHeader
        title="Titres"
        lede="Tout ce qui a été émis, du plus récent au plus ancien. Un titre émis ne change plus."
      />
      <FilterBar path={PATH} params={params} filters={["cherche", "exercice"]}>
        <FilterText name="cherche" label="Débiteur ou numéro" params={params} />
        <FilterText name="exercice" label="Exercice" params={params} hint="2026" />
      </FilterBar>
      {rows.length > 0 ? (
        <Table caption="Titres émis" columns={COLUMNS} rows={rows} rowKey={(row) => row.id} rowHref={documentHref} />
      ) : (
        <EmptyState title="Aucun titre">Les titres apparaissent quand une campagne est émise.</EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={filter.page}
        pageSize={TITRES_PER_PAGE}
        counted={counted}
        singular="titre"
      />
    </>
  )
}
