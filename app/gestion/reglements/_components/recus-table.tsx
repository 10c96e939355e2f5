import { RecuBadge } from "@/components/reglements/recu-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatShortDay } from "@/lib/platform/format.ts"
import type { RecuRow } from "@/lib/reglements/queries/recus.ts"
import type { Lecture } from "@/lib/reglements/rules/match.ts"
import { LectureWords } from "./lecture-words.tsx"

type Row = RecuRow & { lecture: Lecture | null }

const COLUMNS: readonly Column<Row>[] = [
  { key: "recuLe", header: "Reçu le", nowrap: true, cell: (row) => formatShortDay(row.recuLe) },
  { key: "payeur", header: "Payeur", rowHeader: true, cell: (row) => row.payeur || row.libelle || row.reference },
  {
    key: "reference",
    header: "Ce que dit le payeur",
    cell: (row) => [row.reference, row.libelle].filter(Boolean).join(" · ") || "rien",
  },
  {
    key: "montant",
    header: "Montant",
    end: true,
    cell: (row) => (
      <>
        <Amount cents={row.montant} />
        {row.disponible !== row.montant && row.etat === "a_affecter" ? (
          <span className="block text-muted text-sm">
            dont <Amount cents={row.disponible} /> à affecter
          </span>
        ) : null}
      </>
    ),
  },
  {
    key: "lecture",
    header: "Ce qu’il semble régler",
    cell: (row) => (row.lecture ? <LectureWords lecture={row.lecture} /> : <RecuBadge etat={row.etat} />),
  },
]

export const RecusTable = ({ rows }: { rows: readonly Row[] }) => (
  <Table
    caption="Paiements reçus"
    columns={COLUMNS}
    rows={rows}
    rowKey={(row) => row.id}
    rowHref={(row) => `/gestion/reglements/recus/${row.id}`}
  />
)
