import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatShortDay } from "@/lib/platform/format.ts"
import type { ReglementRow } from "@/lib/reglements/queries/titre.ts"
import { MOYEN_LABELS, REGLEMENT_LABELS } from "@/lib/reglements/types.ts"

/** `note` is the staff's own word: a member reads what was paid, not why a row was corrected. */
const columns = (staff: boolean): readonly Column<ReglementRow>[] => [
  { key: "recuLe", header: "Date", rowHeader: true, nowrap: true, cell: (row) => formatShortDay(row.recuLe) },
  {
    key: "quoi",
    header: "Quoi",
    cell: (row) => (
      <>
        {REGLEMENT_LABELS[row.genre]}
        {row.genre === "paiement" ? ` par ${MOYEN_LABELS[row.moyen]}` : ""}
        {row.annule ? ", annulé ensuite" : ""}
        {staff && row.note ? <span className="block text-muted text-sm">{row.note}</span> : null}
      </>
    ),
  },
  {
    key: "reference",
    header: "Référence",
    cell: (row) =>
      staff && row.recuId ? (
        <a href={`/gestion/reglements/recus/${row.recuId}`}>{row.reference || "Voir le paiement"}</a>
      ) : (
        row.reference || "aucune"
      ),
  },
  {
    key: "montant",
    header: "Montant",
    end: true,
    cell: (row) => <Amount cents={row.montant} difference={row.montant < 0n} />,
  },
]

export const ReglementsTable = ({ rows, staff = false }: { rows: readonly ReglementRow[]; staff?: boolean }) => (
  <Table caption="Règlements" columns={columns(staff)} rows={rows} rowKey={(row) => row.id} />
)
