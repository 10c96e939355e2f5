import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { Pagination } from "@/components/ui/pagination.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { COLLECTIVITE_TYPES, TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { chooseEffets, type Effet } from "@/lib/cotisations/rules/simulation.ts"
import type { EffetsFilter } from "@/lib/cotisations/schema/simulation.ts"
import { EFFET_LABELS, EFFET_SITUATIONS } from "@/lib/cotisations/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"

const PER_PAGE = 50

const TYPES = COLLECTIVITE_TYPES.map((value) => ({ value, label: TYPE_LABELS[value].many }))
const SITUATIONS = EFFET_SITUATIONS.map((value) => ({ value, label: EFFET_LABELS[value] }))

const amount = (row: Effet, cents: bigint, difference = false) =>
  row.situation === "exclue" ? "–" : <Amount cents={cents} difference={difference} />

const COLUMNS: readonly Column<Effet>[] = [
  { key: "nom", header: "Collectivité", rowHeader: true, sortable: true, cell: (row) => row.nom },
  {
    key: "habitants",
    header: "Habitants",
    end: true,
    sortable: true,
    cell: (row) => (row.habitants === null ? "–" : formatInteger(row.habitants)),
  },
  {
    key: "situation",
    header: "Situation",
    cell: ({ situation, motif }) => (
      <>
        {EFFET_LABELS[situation]}
        {motif ? <span className="block text-muted text-sm">{motif}</span> : null}
      </>
    ),
  },
  { key: "avant", header: "Aujourd’hui", end: true, sortable: true, cell: (row) => amount(row, row.avant) },
  { key: "apres", header: "Simulé", end: true, sortable: true, cell: (row) => amount(row, row.apres) },
  { key: "ecart", header: "Écart", end: true, sortable: true, cell: (row) => amount(row, row.apres - row.avant, true) },
]

type EffetsTableProps = { path: string; params: ListParams; filter: EffetsFilter; effets: readonly Effet[] }

/** Each member, those who use it and the others, page by page. */
export function EffetsTable({ path, params, filter, effets }: EffetsTableProps) {
  const chosen = chooseEffets(effets, filter)
  const first = (filter.page - 1) * PER_PAGE
  return (
    <>
      <FilterBar
        path={path}
        params={params}
        filters={["cherche", "type", "situation"]}
        action={<SheetLinks what="ces membres" path={`${path}/export`} params={params} />}
      >
        <FilterText name="cherche" label="Nom" params={params} />
        <FilterSelect name="type" label="Type" params={params} options={TYPES} empty="Tous" />
        <FilterSelect name="situation" label="Situation" params={params} options={SITUATIONS} empty="Toutes" />
      </FilterBar>
      {chosen.length > 0 ? (
        <Table
          caption="Effet sur chaque membre"
          columns={COLUMNS}
          rows={chosen.slice(first, first + PER_PAGE)}
          rowKey={({ collectiviteId }) => collectiviteId}
          rowHref={({ publicId }) => `/gestion/collectivites/${publicId}`}
          list={{ path, params, defaultSort: "-ecart" }}
        />
      ) : (
        <EmptyState title="Aucun membre ne correspond">
          Retirez un filtre : ils s’ajoutent les uns aux autres.
        </EmptyState>
      )}
      <Pagination
        path={path}
        params={params}
        page={filter.page}
        pageSize={PER_PAGE}
        counted={chosen.length}
        singular="membre"
      />
    </>
  )
}
