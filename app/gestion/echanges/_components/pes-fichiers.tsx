import { PesBadge } from "@/components/echanges/badges.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { PesFichierRow } from "@/lib/echanges/queries/bordereaux.ts"
import { BORDEREAU_LABELS } from "@/lib/echanges/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatInteger, formatShortDay } from "@/lib/platform/format.ts"

const COLUMNS: readonly Column<PesFichierRow>[] = [
  {
    key: "nom",
    header: "Fichier",
    rowHeader: true,
    cell: (row) => `Bordereau ${row.exercice}, n° ${row.bordereau}${row.part > 1 ? `, fichier ${row.part}` : ""}`,
  },
  {
    key: "contenu",
    header: "Contenu",
    cell: (row) => (row.pieces > 0 ? BORDEREAU_LABELS[row.genre] : "pièces justificatives"),
  },
  { key: "pieces", header: "Titres", end: true, cell: (row) => formatInteger(row.pieces) },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.montant} /> },
  { key: "le", header: "Préparé le", nowrap: true, cell: (row) => formatShortDay(dayInParis(row.genereLe)) },
  { key: "etat", header: "État", cell: (row) => <PesBadge etat={row.etat} rejets={row.rejets} /> },
]

export const PesFichiers = ({ rows }: { rows: readonly PesFichierRow[] }) => (
  <Table
    caption="Fichiers pour Hélios"
    columns={COLUMNS}
    rows={rows}
    rowKey={(row) => row.id}
    rowHref={(row) => `/gestion/echanges/fichiers/${row.id}`}
  />
)
