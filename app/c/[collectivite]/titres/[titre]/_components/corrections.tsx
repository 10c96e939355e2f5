import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatShortDay } from "@/lib/platform/format.ts"
import type { Correction } from "@/lib/reglements/queries/titre.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { NATURE_LABELS } from "@/lib/titres/types.ts"

const COLUMNS: readonly Column<Correction>[] = [
  {
    key: "quoi",
    header: "Document",
    rowHeader: true,
    cell: (row) => `${NATURE_LABELS[row.nature].titre} n° ${titreReference(row)}`,
  },
  { key: "le", header: "Du", nowrap: true, cell: (row) => formatShortDay(row.le) },
  { key: "motif", header: "Motif", cell: (row) => row.motif ?? "non précisé" },
  { key: "montant", header: "Déduit", end: true, cell: (row) => <Amount cents={row.montant} /> },
  {
    key: "document",
    header: "Document",
    cell: (row) =>
      row.documentId ? (
        <a href={`/api/documents/${row.documentId}`}>
          PDF<span className="sr-only">{` du document n° ${titreReference(row)}`}</span>
        </a>
      ) : (
        "se prépare"
      ),
  },
]

export const Corrections = ({ rows }: { rows: readonly Correction[] }) => (
  <Table caption="Corrections de ce titre" columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />
)
