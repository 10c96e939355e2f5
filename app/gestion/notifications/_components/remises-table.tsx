import { Table } from "@/components/ui/table.tsx"
import type { Remise } from "@/lib/notifications/queries/remises.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { RemiseBadge } from "./remise-badge.tsx"

export function RemisesTable({ rows, path }: { rows: readonly Remise[]; path: string }) {
  return (
    <Table
      caption="Avis légaux envoyés par courriel"
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "sujet",
          header: "Avis",
          rowHeader: true,
          cell: ({ id, sujet }) => <a href={`${path}/${id}`}>{sujet}</a>,
        },
        {
          key: "collectivite",
          header: "Collectivité",
          cell: ({ publicId, collectivite }) => <a href={`/gestion/collectivites/${publicId}`}>{collectivite}</a>,
        },
        { key: "destinataire", header: "Adresse", cell: ({ destinataire }) => destinataire },
        { key: "etat", header: "État", cell: (row) => <RemiseBadge remise={row} /> },
        { key: "le", header: "Créé le", nowrap: true, cell: ({ creeLe }) => formatInstant(creeLe) },
      ]}
    />
  )
}
