import { StatutBadge } from "@/components/collectivites/statut-badge.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { RegisterRow } from "@/lib/collectivites/queries/register.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"

const SHORT_TYPES = { ...TYPE_LABELS, epci: { one: "EPCI" }, autre: { one: "Autre" } }

const COLUMNS: readonly Column<RegisterRow>[] = [
  { key: "nom", header: "Collectivité", rowHeader: true, sortable: true, cell: (row) => row.nom },
  { key: "type", header: "Type", sortable: true, cell: (row) => SHORT_TYPES[row.type].one },
  { key: "epci", header: "Intercommunalité", sortable: true, cell: (row) => row.epci ?? "–" },
  { key: "code", header: "Code INSEE", cell: (row) => row.codeInsee ?? "–" },
  {
    key: "habitants",
    header: "Habitants",
    end: true,
    sortable: true,
    cell: (row) => (row.habitants === null ? "–" : formatInteger(row.habitants)),
  },
  {
    key: "statut",
    header: "Statut",
    sortable: true,
    cell: (row) => <StatutBadge statut={row.statut} synthetique={row.synthetique} />,
  },
  {
    key: "manques",
    header: "À compléter",
    end: true,
    sortable: true,
    cell: (row) => (row.manques === 0 ? "–" : row.manques),
  },
]

type RegisterTableProps = { path: string; params: ListParams; rows: readonly RegisterRow[] }

export function RegisterTable({ path, params, rows }: RegisterTableProps) {
  return (
    <Table
      caption="Répertoire des collectivités"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => row.publicId}
      rowHref={(row) => `${path}/${row.publicId}`}
      list={{ path, params, defaultSort: "nom" }}
    />
  )
}
