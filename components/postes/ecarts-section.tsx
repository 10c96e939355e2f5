import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatCount, formatDay, formatShortDay } from "@/lib/platform/format.ts"
import { isStale } from "@/lib/postes/rules/commande.ts"
import { type Comparaison, ECART_LABELS, type Ecart } from "@/lib/postes/types.ts"

type EcartsSectionProps = { comparaison: Comparaison; releveLe: CalendarDate | null; today: CalendarDate }

/** What is billed against what runs; both sides read the same. */
export function EcartsSection({ comparaison: { factures, actifs, ecarts }, releveLe, today }: EcartsSectionProps) {
  return (
    <Section title="Facturés et actifs">
      {releveLe === null ? (
        <p className="text-muted">Le prestataire n’a pas encore dit ce qui tourne sur chaque poste.</p>
      ) : (
        <>
          <p className="max-w-measure">
            {formatCount(factures, "poste facturé", "postes facturés")} aujourd’hui, {formatCount(actifs, "actif")} chez
            le prestataire d’après son relevé du {formatDay(releveLe)}.
          </p>
          {isStale(releveLe, today) ? (
            <Notice tone="attention">Ce relevé date : l’état réel des postes a pu changer depuis.</Notice>
          ) : null}
          {ecarts.length === 0 ? (
            <Notice tone="ok">Aucun écart : ce qui est facturé est actif, et rien d’autre ne l’est.</Notice>
          ) : (
            <Table
              caption="Écarts"
              rows={ecarts}
              rowKey={({ genre, reference }) => `${genre} ${reference}`}
              columns={COLUMNS}
            />
          )}
        </>
      )}
    </Section>
  )
}

const COLUMNS = [
  { key: "reference", header: "N°", end: true, cell: ({ reference }: Ecart) => reference },
  { key: "nom", header: "Poste", rowHeader: true, cell: ({ nom }: Ecart) => nom },
  { key: "ecart", header: "Écart", cell: ({ genre }: Ecart) => ECART_LABELS[genre] },
  {
    key: "depuis",
    header: "Depuis",
    nowrap: true,
    cell: ({ depuis }: Ecart) => (depuis ? formatShortDay(depuis) : "–"),
  },
]
