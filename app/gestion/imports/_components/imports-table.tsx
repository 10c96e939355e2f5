import { EmptyState } from "@/components/ui/empty-state.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { ImportRow } from "@/lib/imports/queries/imports.ts"
import { GENRE_LABELS } from "@/lib/imports/types.ts"
import { formatInstant, formatInteger } from "@/lib/platform/format.ts"
import { EtatBadge } from "./etat-badge.tsx"

const count = (row: ImportRow, key: string) => formatInteger(row.bilan[key] ?? 0)

const COLUMNS: readonly Column<ImportRow>[] = [
  { key: "fichier", header: "Fichier", cell: ({ fichierNom }) => fichierNom, rowHeader: true },
  { key: "genre", header: "Genre", cell: ({ genre }) => GENRE_LABELS[genre].title },
  { key: "etat", header: "État", cell: ({ etat }) => <EtatBadge etat={etat} /> },
  { key: "lignes", header: "Lignes", cell: (row) => count(row, "lignes"), end: true },
  { key: "appliquees", header: "Appliquées", cell: (row) => count(row, "appliquee"), end: true },
  {
    key: "refusees",
    header: "Refusées",
    cell: (row) => (row.bilan.refuse ? <StateBadge tone="danger">{count(row, "refuse")}</StateBadge> : "0"),
    end: true,
  },
  {
    key: "le",
    header: "Déposé",
    cell: ({ creeLe, creePar }) => `${formatInstant(creeLe)}${creePar ? `, ${creePar}` : ""}`,
  },
]

export function ImportsTable({ rows }: { rows: readonly ImportRow[] }) {
  if (rows.length === 0) {
    return <EmptyState title="Aucun import">Téléchargez un modèle, remplissez-le, puis importez-le ici.</EmptyState>
  }
  return (
    <Table
      caption="Imports passés"
      columns={COLUMNS}
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/gestion/imports/${id}`}
    />
  )
}
