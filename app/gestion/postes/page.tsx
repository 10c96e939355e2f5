import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { countParcs, listParcs, PARC_PAGE, type ParcRow } from "@/lib/postes/queries/desk.ts"
import { parcFilter } from "@/lib/postes/schema.ts"

export const metadata: Metadata = { title: "Postes" }

const PATH = "/gestion/postes"
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function PostesPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = parcFilter.parse(params)
  const day = today()
  const { list, counts } = await read(ctx, async (tx) => ({
    list: await listParcs(tx, filter, day),
    counts: await countParcs(tx, day),
  }))
  return (
    <>
      <PageHeader
        title="Postes"
        lede="Ce qui est facturé, ce qui tourne chez le prestataire, et ce qui diffère."
        action={
          <p className="flex flex-wrap gap-x-5 gap-y-1">
            <a href={`${PATH}/commandes`}>Commandes au prestataire</a>
            <a href={`${PATH}/releves`}>Relevés du prestataire</a>
            <a href={`${PATH}/depannages`}>Dépannages</a>
          </p>
        }
      />
      <Figures
        figures={[
          { label: "Postes facturés", value: formatInteger(counts.factures) },
          { label: "Actifs chez le prestataire", value: formatInteger(counts.actifs) },
          { label: "Écarts", value: formatInteger(counts.ecarts), href: `${PATH}?ecarts=oui` },
          { label: "Commandes en retard", value: formatInteger(counts.retards), href: `${PATH}/commandes` },
          { label: "Relevés à vérifier", value: formatInteger(counts.releves), href: `${PATH}/releves` },
        ]}
      />
      <FilterBar path={PATH} params={params} filters={["q", "ecarts"]}>
        <FilterText name="q" label="Collectivité" params={params} />
        <FilterSelect
          name="ecarts"
          label="Écarts"
          params={params}
          empty="Tous les parcs"
          options={[{ value: "oui", label: "Avec un écart" }]}
        />
      </FilterBar>
      {list.rows.length === 0 ? (
        <EmptyState title="Aucun parc ne correspond." action={<a href={PATH}>Effacer les filtres</a>} />
      ) : (
        <div className="grid gap-4">
          <Table
            caption="Parcs de postes"
            rows={list.rows}
            rowKey={({ souscriptionId }) => souscriptionId}
            rowHref={({ souscriptionId }) => `/gestion/souscriptions/${souscriptionId}/postes`}
            columns={COLUMNS}
          />
          <Pagination
            path={PATH}
            params={params}
            page={filter.page}
            pageSize={PARC_PAGE}
            counted={list.total}
            singular="parc"
          />
        </div>
      )}
    </>
  )
}

const COLUMNS = [
  { key: "collectivite", header: "Collectivité", rowHeader: true, cell: ({ collectivite }: ParcRow) => collectivite },
  { key: "service", header: "Service", cell: ({ service }: ParcRow) => service },
  { key: "factures", header: "Facturés", end: true, cell: ({ factures }: ParcRow) => formatInteger(factures) },
  { key: "actifs", header: "Actifs", end: true, cell: ({ actifs }: ParcRow) => formatInteger(actifs) },
  {
    key: "ecarts",
    header: "Écarts",
    end: true,
    cell: ({ ecarts }: ParcRow) => (ecarts > 0 ? <strong>{formatInteger(ecarts)}</strong> : "0"),
  },
]
