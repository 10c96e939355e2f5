import { Amount } from "@/components/ui/amount.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { BordereauRow } from "@/lib/indicateurs/queries/facturation.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { BORDEREAU_LABELS } from "@/lib/titres/types.ts"

type BordereauxTableProps = { rows: readonly BordereauRow[]; exercice: number }

export function BordereauxTable({ rows, exercice }: BordereauxTableProps) {
  return (
    <Table
      caption="Bordereaux de l’exercice"
      rows={rows}
      rowKey={({ genre, bordereau }) => `${genre}-${bordereau}`}
      rowHref={(row) => listOf(row, exercice)}
      columns={[
        { key: "bordereau", header: "Bordereau", rowHeader: true, cell: ({ bordereau }) => `n° ${bordereau}` },
        { key: "genre", header: "Contient", cell: ({ genre }) => BORDEREAU_LABELS[genre].pieces },
        { key: "serie", header: "Série", cell: ({ serie }) => serie },
        { key: "titres", header: "Pièces", end: true, cell: ({ titres }) => formatInteger(titres) },
        { key: "montant", header: "Montant", end: true, cell: ({ montant }) => <Amount cents={montant} /> },
        { key: "aEnvoyer", header: "À envoyer", end: true, cell: ({ aEnvoyer }) => formatInteger(aEnvoyer) },
        { key: "refuses", header: "Refusées", end: true, cell: ({ refuses }) => formatInteger(refuses) },
        {
          key: "document",
          header: "Document",
          cell: ({ genre, bordereau }) => (
            <a
              href={`/gestion/facturation/bordereaux/${exercice}/${genre}/${bordereau}`}
              aria-label={`${BORDEREAU_LABELS[genre].document} n° ${bordereau}, PDF`}
            >
              PDF
            </a>
          ),
        },
      ]}
    />
  )
}

const listOf = ({ genre, bordereau }: BordereauRow, exercice: number): string =>
  genre === "mandat"
    ? `/gestion/echanges/mandats?exercice=${exercice}&bordereau=${bordereau}`
    : `/gestion/titres?exercice=${exercice}&bordereau=${bordereau}&nature=${genre === "ordinaire" ? "recette" : "correction"}`
