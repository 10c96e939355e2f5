import { Table } from "@/components/ui/table.tsx"
import type { LateStep } from "@/lib/indicateurs/queries/late.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

/** What has passed its day, and who owes it. */
export const LateSteps = ({ rows }: { rows: readonly LateStep[] }) => (
  <Table
    caption="Étapes dont la date est passée"
    rows={rows}
    rowKey={({ key }) => key}
    columns={[
      {
        key: "collectivite",
        header: "Collectivité",
        rowHeader: true,
        cell: ({ publicId, collectivite }) => <a href={`/gestion/collectivites/${publicId}`}>{collectivite}</a>,
      },
      { key: "objet", header: "Dossier", cell: ({ href, objet }) => <a href={href}>{objet}</a> },
      { key: "quoi", header: "Étape", cell: ({ quoi }) => quoi },
      { key: "qui", header: "Attend", cell: ({ qui }) => qui },
      { key: "avant", header: "Attendue avant le", nowrap: true, cell: ({ avant }) => formatShortDay(avant) },
    ]}
  />
)
