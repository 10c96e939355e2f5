import { Amount } from "@/components/ui/amount.tsx"
import { Table } from "@/components/ui/table.tsx"
import { formatShortDay } from "@/lib/platform/format.ts"
import type { Correction } from "@/lib/titres/queries/projets.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { NATURE_LABELS } from "@/lib/titres/types.ts"

export const CorrectionsTable = ({ rows }: { rows: readonly Correction[] }) => (
  <Table
    caption="Corrections de ce titre"
    rows={rows}
    rowKey={({ id }) => id}
    rowHref={({ id }) => `/gestion/titres/${id}`}
    columns={[
      { key: "numero", header: "Document", rowHeader: true, nowrap: true, cell: titreReference },
      {
        key: "nature",
        header: "Nature",
        cell: ({ nature, surExerciceClos }) =>
          surExerciceClos ? `${NATURE_LABELS[nature].titre}, mandat sur exercice clos` : NATURE_LABELS[nature].titre,
      },
      { key: "motif", header: "Motif", cell: ({ motif }) => motif ?? "–" },
      { key: "le", header: "Émis le", nowrap: true, cell: ({ dateEmission }) => formatShortDay(dateEmission) },
      { key: "montant", header: "Montant", end: true, cell: ({ montantTtc }) => <Amount cents={-montantTtc} /> },
    ]}
  />
)
