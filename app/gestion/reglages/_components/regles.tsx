import { Citation } from "@/components/deliberations/citation.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { regleWords } from "@/lib/cotisations/rules.ts"
import type { DeliberationCitee } from "@/lib/deliberations/types.ts"
import type { DatedRegle } from "@/lib/operateur/queries/reglages.ts"
import { MODE_LABELS } from "@/lib/operateur/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

type ReglesProps = {
  regles: readonly DatedRegle[]
  citees: ReadonlyMap<string, DeliberationCitee>
  today: CalendarDate
}

/** All rules stay: what was billed under one is explained by it. */
export function Regles({ regles, citees, today }: ReglesProps) {
  return (
    <Table
      caption="Règles de cotisation par type de membre"
      rows={regles}
      rowKey={({ id }) => id}
      columns={[
        { key: "type", header: "Type de membre", rowHeader: true, cell: ({ type }) => TYPE_LABELS[type].many },
        { key: "mode", header: "Calcul", cell: ({ mode }) => MODE_LABELS[mode] },
        { key: "valeur", header: "Valeur", cell: (regle) => regleWords(regle) },
        { key: "depuis", header: "À partir du", nowrap: true, cell: ({ depuis }) => formatShortDay(depuis) },
        { key: "etat", header: "État", cell: (regle) => stateOf(regle, today) },
        {
          key: "origine",
          header: "Origine",
          cell: ({ hypothese, deliberation, deliberationId }) => {
            if (hypothese) return <StateBadge tone="attention">hypothèse de démonstration</StateBadge>
            const citee = citees.get(deliberationId ?? "")
            return citee ? <Citation deliberation={citee} /> : (deliberation ?? "Décision de l’opérateur")
          },
        },
      ]}
    />
  )
}

function stateOf({ depuis, jusqua }: DatedRegle, today: CalendarDate) {
  if (depuis > today) return <StateBadge tone="info">à venir</StateBadge>
  if (jusqua !== null && jusqua <= today) return <StateBadge>terminée</StateBadge>
  return <StateBadge tone="ok">en vigueur</StateBadge>
}
