import { Amount } from "@/components/ui/amount.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import type { CampagneFile, CampagneRegle, CampagneTotals } from "@/lib/cotisations/queries.ts"
import { regleWords } from "@/lib/cotisations/rules.ts"
import { formatInteger } from "@/lib/platform/format.ts"

type RegleRow = CampagneRegle & { part: CampagneTotals["parType"][number] | undefined }

const COLUMNS: readonly Column<RegleRow>[] = [
  { key: "type", header: "Type de membre", rowHeader: true, cell: (row) => TYPE_LABELS[row.type].many },
  {
    key: "regle",
    header: "Règle",
    cell: (row) => (
      <>
        {regleWords(row)} {row.hypothese ? <StateBadge>hypothèse de démonstration</StateBadge> : null}
        {row.deliberation ? (
          <span className="block text-muted text-sm">
            {row.deliberationId ? (
              <a href={`/gestion/deliberations/${row.deliberationId}`}>Délibération n° {row.deliberation}</a>
            ) : (
              `Délibération : ${row.deliberation}`
            )}
          </span>
        ) : null}
      </>
    ),
  },
  { key: "titres", header: "Titres", end: true, cell: (row) => formatInteger(row.part?.nombre ?? 0) },
  {
    key: "habitants",
    header: "Habitants",
    end: true,
    cell: (row) => (row.part?.habitants ? formatInteger(row.part.habitants) : "–"),
  },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.part?.montant ?? 0n} /> },
]

/** The rules frozen in this campaign, and what each type adds up to. */
export function Regles({ campagne, totals }: { campagne: CampagneFile; totals: CampagneTotals }) {
  const rows = campagne.regles.map((regle) => ({
    ...regle,
    part: totals.parType.find(({ type }) => type === regle.type),
  }))
  return (
    <Section title="Règles et totaux par type">
      <Table caption="Règles de la campagne" columns={COLUMNS} rows={rows} rowKey={(row) => row.type} />
    </Section>
  )
}
