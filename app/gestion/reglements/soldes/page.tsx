import type { Metadata } from "next"
import { Exports } from "@/app/gestion/titres/_components/exports.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { listSoldes, SOLDES_PER_PAGE, type SoldeRow, totalSoldes } from "@/lib/titres/queries/soldes.ts"
import { soldesFilter } from "@/lib/titres/schema.ts"
import { ReglementsNav } from "../_components/reglements-nav.tsx"

export const metadata: Metadata = { title: "Soldes par collectivité" }

const PATH = "/gestion/reglements/soldes"

const COLUMNS: readonly Column<SoldeRow>[] = [
  { key: "nom", header: "Collectivité", rowHeader: true, cell: (row) => row.nom },
  { key: "facture", header: "Facturé", end: true, cell: (row) => <Amount cents={row.facture} /> },
  { key: "annule", header: "Annulé", end: true, cell: (row) => <Amount cents={row.annule} /> },
  { key: "regle", header: "Réglé", end: true, cell: (row) => <Amount cents={row.regle} /> },
  { key: "du", header: "Dû", end: true, cell: (row) => <Amount cents={row.du} /> },
  {
    key: "credit",
    header: "Dont trop-perçu",
    end: true,
    cell: (row) => (row.credit > 0n ? <Amount cents={row.credit} /> : "–"),
  },
]
const SOLDES = [
  { value: "du", label: "Qui doivent encore" },
  { value: "credit", label: "Avec un trop-perçu" },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SoldesPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = soldesFilter.parse(params)
  const { rows, total } = await read(ctx, async (tx) => ({
    rows: await listSoldes(tx, filter),
    total: await totalSoldes(tx, filter),
  }))
  return (
    <>
      <PageHeader
        title="Soldes par collectivité"
        crumbs={[{ href: "/gestion/reglements", label: "Règlements" }]}
        lede="Facturé − annulé − réglé = dû. Un montant négatif est un trop-perçu."
      />
      <ReglementsNav current={PATH} />
      <FilterBar path={PATH} params={params} filters={["cherche", "solde"]}>
        <FilterText name="cherche" label="Collectivité" params={params} />
        <FilterSelect name="solde" label="Montrer" params={params} empty="Toutes" options={SOLDES} />
      </FilterBar>
      {rows.length > 0 ? (
        <Table
          caption="Soldes"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.collectiviteId}
          rowHref={(row) => `/gestion/collectivites/${row.publicId}/compte`}
          foot={
            <>
              <td>{`Total, ${formatCount(total.membres, "collectivité")}`}</td>
              {[total.facture, total.annule, total.regle, total.du, total.credit].map((cents, at) => (
                <td key={COLUMNS[at + 1]?.key} className="end">
                  <Amount cents={cents} />
                </td>
              ))}
            </>
          }
        />
      ) : (
        <EmptyState title="Aucune collectivité ici">Les soldes apparaissent quand des titres sont émis.</EmptyState>
      )}
      {rows.length > 0 ? <Exports params={params} what={["soldes"]} /> : null}
      <Pagination
        path={PATH}
        params={params}
        page={filter.page}
        pageSize={SOLDES_PER_PAGE}
        counted={total.membres}
        singular="collectivité"
      />
    </>
  )
}
