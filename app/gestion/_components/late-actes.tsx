import { ActeBadge } from "@/components/conventions/acte-badge.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { LateActe } from "@/lib/conventions/queries/late.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatCount, formatShortDay } from "@/lib/platform/format.ts"

/** Which acts wait, for whom, and how often she was reminded. */
export const LateActes = ({ rows, today }: { rows: readonly LateActe[]; today: CalendarDate }) => (
  <Table
    caption="Actes qui attendent une signature depuis plus d’une semaine"
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
        cell: ({ id, intitule, numero, etat }) => (
          <>
            <a href={`/gestion/actes/${id}`}>
              {intitule} {numero}
            </a>{" "}
            <ActeBadge etat={etat} />
          </>
        ),
      },
      {
        key: "attend",
        header: "Attend",
        cell: ({ attend }) => (attend.length === 0 ? "Aucun mandat enregistré" : attend.join(" ; ")),
      },
      {
        key: "avant",
        header: "Attendu avant le",
        nowrap: true,
        cell: ({ aSignerAvant }) => (
          <>
            {formatShortDay(aSignerAvant)}{" "}
            {aSignerAvant < today ? <StateBadge tone="danger">en retard</StateBadge> : null}
          </>
        ),
      },
      { key: "rappels", header: "Rappels", cell: remindedOf },
    ]}
  />
)

const remindedOf = ({ rappels, dernierRappelLe }: LateActe): string =>
  dernierRappelLe
    ? `${formatCount(rappels, "rappel")}, le dernier le ${formatShortDay(dayInParis(dernierRappelLe))}`
    : "Aucun encore"
