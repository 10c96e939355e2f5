import { Table } from "@/components/ui/table.tsx"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatCount, formatShortDay } from "@/lib/platform/format.ts"
import type { LateSouscription } from "@/lib/souscriptions/queries/late.ts"

/** Who is late, and how often she was reminded. */
export function LateTable({ rows }: { rows: readonly LateSouscription[] }) {
  return (
    <Table
      caption="Souscriptions qui attendent un élu depuis plus d’une semaine"
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
          key: "service",
          header: "Souscription",
          cell: ({ id, service }) => <a href={`/gestion/souscriptions/${id}`}>{service}</a>,
        },
        {
          key: "elus",
          header: "Attend",
          cell: ({ elus }) => (elus.length === 0 ? "Aucun élu rattaché" : elus.join(" ; ")),
        },
        {
          key: "depuis",
          header: "Depuis le",
          nowrap: true,
          cell: ({ demandeLe }) => formatShortDay(dayInParis(demandeLe)),
        },
        { key: "rappels", header: "Rappels", cell: remindedOf },
      ]}
    />
  )
}

const remindedOf = ({ rappels, dernierRappelLe }: LateSouscription): string =>
  dernierRappelLe
    ? `${formatCount(rappels, "rappel")}, le dernier le ${formatShortDay(dayInParis(dernierRappelLe))}`
    : "Aucun encore"
