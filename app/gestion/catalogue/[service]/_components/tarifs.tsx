import { Prix } from "@/components/catalogue/prix.tsx"
import { Citation } from "@/components/deliberations/citation.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { ServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { grilleWords } from "@/lib/catalogue/rules/grille.ts"
import { tvaWords } from "@/lib/catalogue/rules/tva.ts"
import type { DeliberationCitee } from "@/lib/deliberations/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatShortDay } from "@/lib/platform/format.ts"

type Tarif = ServiceFile["tarifs"][number]

type TarifsProps = {
  tarifs: readonly Tarif[]
  citees: ReadonlyMap<string, DeliberationCitee>
  today: CalendarDate
}

/** Old prices stay: each still is the price of what was asked for under it. */
export function Tarifs({ tarifs, citees, today }: TarifsProps) {
  return (
    <Table
      caption="Tarifs, du plus récent au plus ancien"
      rows={tarifs}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "prix",
          header: "Prix",
          rowHeader: true,
          cell: (tarif) => (
            <>
              {tarif.bandes ? `Par ${tarif.unite}, HT : ${grilleWords(tarif.bandes)}` : <Prix {...tarif} />}
              {tarif.assiette === "unite" ? null : (
                <span className="block text-muted text-sm">{COUNTED[tarif.assiette]}</span>
              )}
              {tarif.minimum !== null || tarif.maximum !== null ? (
                <span className="block text-muted text-sm">{boundsWords(tarif)}</span>
              ) : null}
              <span className="block text-muted text-sm">
                <Act tarif={tarif} citee={citees.get(tarif.deliberationId ?? "")} />
              </span>
              {tarif.note ? <span className="block text-muted text-sm">{tarif.note}</span> : null}
            </>
          ),
        },
        { key: "tva", header: "TVA", cell: tvaWords },
        { key: "depuis", header: "À partir du", nowrap: true, cell: ({ depuis }) => formatShortDay(depuis) },
        {
          key: "jusqua",
          header: "Jusqu’au",
          nowrap: true,
          cell: ({ jusqua }) => (jusqua ? `${formatShortDay(jusqua)} (exclu)` : "–"),
        },
        { key: "etat", header: "État", cell: (tarif) => stateOf(tarif, today) },
      ]}
    />
  )
}

function Act({ tarif, citee }: { tarif: Tarif; citee: DeliberationCitee | undefined }) {
  if (citee) return <Citation deliberation={citee} />
  return tarif.deliberation ? `Délibération : ${tarif.deliberation} (sans fichier)` : "Sans délibération enregistrée"
}

const COUNTED = {
  habitant: "Multiplié par les habitants de la collectivité",
  forfait: "Forfait pour la collectivité",
} as const

const boundsWords = ({ minimum, maximum }: Tarif): string =>
  [
    minimum === null ? null : `au moins ${formatAmount(minimum)} par an`,
    maximum === null ? null : `au plus ${formatAmount(maximum)} par an`,
  ]
    .filter((bound) => bound !== null)
    .join(", ")

function stateOf({ depuis, jusqua }: Tarif, today: CalendarDate) {
  if (depuis > today) return <StateBadge tone="info">à venir</StateBadge>
  if (jusqua !== null && jusqua <= today) return <StateBadge>terminé</StateBadge>
  return <StateBadge tone="ok">en vigueur</StateBadge>
}
