import { type Column, Table } from "@/components/ui/table.tsx"
import type { BudgetRow } from "@/lib/operateur/queries/budget.ts"
import { budgetName } from "@/lib/operateur/rules/budget.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { Means } from "./means.tsx"

const COLUMNS: readonly Column<BudgetRow>[] = [
  {
    key: "nom",
    header: "Action",
    rowHeader: true,
    cell: (row) =>
      row.niveau === "sous_action" ? <span className="ps-4 font-normal">dont {budgetName(row)}</span> : budgetName(row),
  },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Means ligne={row} /> },
  { key: "engagements", header: "Engagements", end: true, cell: ({ engagements }) => formatInteger(engagements) },
  { key: "depenses", header: "Dépenses", end: true, cell: ({ depenses }) => formatInteger(depenses) },
]

export const LignesTable = ({ caption, rows }: { caption: string; rows: readonly BudgetRow[] }) => (
  <Table
    caption={caption}
    columns={COLUMNS}
    rows={rows}
    rowKey={({ id }) => id}
    rowHref={({ id }) => `/gestion/reglages/budget/${id}`}
  />
)
