import { DepotBadge } from "@/components/echanges/badges.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { DepotRow } from "@/lib/echanges/queries/depots.ts"
import { DEPOT_ETATS, DEPOT_LABELS, type DepotEtat } from "@/lib/echanges/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"

const COLUMNS: readonly Column<DepotRow>[] = [
  { key: "reference", header: "Titre", rowHeader: true, nowrap: true, cell: (row) => row.reference },
  { key: "nom", header: "Débiteur", cell: (row) => row.nom },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.montant} /> },
  { key: "etat", header: "État", cell: (row) => <DepotBadge etat={row.etat} /> },
  { key: "message", header: "Ce qui est dit", cell: (row) => row.message },
]

type Props = { rows: readonly DepotRow[]; counts: Record<DepotEtat, number>; path: string; params: ListParams }

export function Depots({ rows, counts, path, params }: Props) {
  const options = DEPOT_ETATS.map((value) => ({
    value,
    label: `${DEPOT_LABELS[value].word} (${formatInteger(counts[value])})`,
  }))
  return (
    <>
      <FilterBar path={path} params={params} filters={["etat"]}>
        <FilterSelect name="etat" label="État" params={params} options={options} empty="Tous" />
      </FilterBar>
      <Table
        caption="Dépôts dans Chorus Pro"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `/gestion/echanges/depots/${row.id}`}
      />
    </>
  )
}
