import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatShortDay } from "@/lib/platform/format.ts"
import type { LigneRedevance } from "@/lib/redevances/rules/situation.ts"
import { SituationBadge } from "./situation-badge.tsx"

type RedevancesTableProps = {
  rows: readonly LigneRedevance[]
  /** Where the file of one year and operator is; the desk has none. */
  href?: (row: LigneRedevance) => string
}

/** A year and an operator a row, newest first. */
export const RedevancesTable = ({ rows, href }: RedevancesTableProps) => (
  <Table
    caption="Redevances par année et par opérateur"
    rows={rows}
    rowKey={({ annee, operateurId }) => `${annee}-${operateurId}`}
    rowHref={href}
    columns={COLUMNS}
  />
)

const COLUMNS: Column<LigneRedevance>[] = [
  { key: "operateur", header: "Opérateur", rowHeader: true, cell: ({ annee, operateur }) => `${annee}, ${operateur}` },
  { key: "montant", header: "Montant", end: true, cell: amountOf },
  { key: "paye", header: "Reçu", end: true, cell: ({ paye }) => (paye > 0n ? <Amount cents={paye} /> : "–") },
  { key: "situation", header: "Situation", cell: ({ situation }) => <SituationBadge situation={situation} /> },
  { key: "avant", header: "Dernier jour pour agir", nowrap: true, cell: lastDay },
]

function amountOf({ montant }: LigneRedevance) {
  return montant === null ? <span className="text-muted">non calculé</span> : <Amount cents={montant} />
}

/** Once asked or paid, the limitation no longer presses. */
function lastDay({ situation, prescription }: LigneRedevance) {
  if (situation === "payee" || situation === "envoyee" || situation === "contestee") return "–"
  return formatShortDay(prescription.dernierJour)
}
