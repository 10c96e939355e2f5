import { MandatBadge } from "@/components/echanges/badges.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { MandatRow } from "@/lib/echanges/queries/mandats.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { titreReference } from "@/lib/titres/rules.ts"

const COLUMNS: readonly Column<MandatRow>[] = [
  { key: "mandat", header: "Mandat", rowHeader: true, nowrap: true, cell: titreReference },
  { key: "nom", header: "Créancier", cell: ({ nom }) => nom },
  { key: "origine", header: "Titre corrigé", nowrap: true, cell: ({ origineReference }) => origineReference },
  { key: "montant", header: "Montant", end: true, cell: ({ montant }) => <Amount cents={montant} /> },
  { key: "emis", header: "Émis le", nowrap: true, cell: ({ dateEmission }) => formatShortDay(dateEmission) },
  { key: "numero", header: "Passé sous le n°", cell: ({ numeroPasse }) => numeroPasse ?? "–" },
  { key: "etat", header: "État", cell: ({ etat }) => <MandatBadge etat={etat} /> },
]

export const MandatsTable = ({ rows }: { rows: readonly MandatRow[] }) => (
  <Table
    caption="Mandats au compte 673"
    columns={COLUMNS}
    rows={rows}
    rowKey={({ id }) => id}
    rowHref={({ id }) => `/gestion/echanges/mandats/${id}`}
  />
)
