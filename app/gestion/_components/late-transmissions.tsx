import { Table } from "@/components/ui/table.tsx"
import type { LateTransmission } from "@/lib/documents/queries/transmissions.ts"
import { GENRE_LABELS } from "@/lib/documents/types.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

/** Acts that the prefecture has not had, or not acknowledged, as far as anybody recorded. */
export const LateTransmissions = ({ rows }: { rows: readonly LateTransmission[] }) => (
  <Table
    caption="Actes sans date de transmission ou de réception en préfecture"
    rows={rows}
    rowKey={({ id }) => id}
    columns={[
      {
        key: "collectivite",
        header: "Collectivité",
        rowHeader: true,
        cell: ({ publicId, collectivite }) => <a href={`/gestion/collectivites/${publicId}`}>{collectivite}</a>,
      },
      {
        key: "acte",
        header: "Acte",
        cell: ({ id, publicId, titre }) => <a href={`/gestion/collectivites/${publicId}/documents/${id}`}>{titre}</a>,
      },
      {
        key: "genre",
        header: "Genre",
        cell: ({ genre, numero }) => `${GENRE_LABELS[genre]}${numero ? ` n° ${numero}` : ""}`,
      },
      {
        key: "attend",
        header: "Attend",
        cell: ({ attend }) => (attend === "transmission" ? "Sa transmission" : "L’accusé de réception"),
      },
      { key: "avant", header: "Attendu avant le", nowrap: true, cell: ({ avant }) => formatShortDay(avant) },
    ]}
  />
)
