import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { quantityWords } from "@/components/souscriptions/words.ts"
import type { ListParams } from "@/components/ui/list-url.ts"
import { type Column, Table } from "@/components/ui/table.tsx"
import { calendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatAmount, formatShortDay } from "@/lib/platform/format.ts"
import { DESK_SORT, type DeskRow } from "@/lib/souscriptions/queries/desk.ts"
import { computeTotal } from "@/lib/souscriptions/rules/cout.ts"

type DeskTableProps = { rows: readonly DeskRow[]; path: string; params: ListParams }

export const DeskTable = ({ rows, path, params }: DeskTableProps) => (
  <Table
    caption="Souscriptions"
    rows={rows}
    rowKey={({ id }) => id}
    rowHref={({ id }) => `${path}/${id}`}
    columns={COLUMNS}
    list={{ path, params, defaultSort: DESK_SORT }}
  />
)

const COLUMNS: Column<DeskRow>[] = [
  { key: "service", header: "Service", rowHeader: true, sortable: true, cell: ({ service }) => service },
  { key: "collectivite", header: "Collectivité", sortable: true, cell: ({ collectivite }) => collectivite },
  { key: "quantite", header: "Quantité", nowrap: true, cell: (row) => quantityWords(row.quantite, row.unite) || "–" },
  { key: "cout", header: "Par an, HT", end: true, cell: yearly },
  {
    key: "demande",
    header: "Demandée le",
    nowrap: true,
    sortable: true,
    cell: ({ demandeLe }) => formatShortDay(dayInParis(demandeLe)),
  },
  {
    key: "souhaitee",
    header: "Souhaitée pour le",
    nowrap: true,
    cell: ({ dateSouhaitee }) => formatShortDay(calendarDate(dateSouhaitee)),
  },
  { key: "etat", header: "État", cell: ({ etat }) => <EtatBadge etat={etat} /> },
]

function yearly(row: DeskRow): string {
  const { parAn, unique } = computeTotal(row)
  const once = unique ? `${formatAmount(unique.ht)} une fois` : null
  return [parAn ? formatAmount(parAn.ht) : null, once].filter(Boolean).join(" et ") || "–"
}
