import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { formatDecimal, formatRate } from "@/lib/platform/format.ts"
import type { BaremeFile } from "@/lib/redevances/queries/reference.ts"
import { coefficientOf } from "@/lib/redevances/rules/bareme.ts"
import type { BaremeEtat } from "@/lib/redevances/types.ts"

const ETATS: Record<BaremeEtat, { tone: Tone; label: string }> = {
  projet: { tone: "attention", label: "projet" },
  publie: { tone: "ok", label: "en vigueur" },
  remplace: { tone: "neutral", label: "remplacé" },
  ecarte: { tone: "neutral", label: "écarté" },
}

/** Every barème with its source; a year between two others that is not there is not known. */
export const TauxTable = ({ baremes }: { baremes: readonly BaremeFile[] }) => (
  <Table
    caption="Barèmes"
    rows={baremes}
    rowKey={({ id }) => id}
    rowHref={({ id }) => `/gestion/redevances/baremes/${id}`}
    columns={COLUMNS}
  />
)

const COLUMNS: Column<BaremeFile>[] = [
  { key: "annee", header: "Année", rowHeader: true, cell: ({ annee }) => String(annee) },
  { key: "souterrain", header: "Souterrain /km", end: true, cell: ({ souterrainKm }) => formatRate(souterrainKm) },
  { key: "aerien", header: "Aérien /km", end: true, cell: ({ aerienKm }) => formatRate(aerienKm) },
  { key: "emprise", header: "Autre /m²", end: true, cell: ({ empriseM2 }) => formatRate(empriseM2) },
  { key: "nrkm", header: "Non routier /km", end: true, cell: ({ nonRoutierKm }) => formatRate(nonRoutierKm) },
  { key: "nrm2", header: "Non routier /m²", end: true, cell: ({ nonRoutierM2 }) => formatRate(nonRoutierM2) },
  {
    key: "coef",
    header: "Coefficient",
    end: true,
    cell: (row) => formatDecimal(row.coefficient ?? coefficientOf(row)),
  },
  { key: "source", header: "Source", cell: ({ source }) => source },
  {
    key: "etat",
    header: "État",
    cell: ({ etat }) => <StateBadge tone={ETATS[etat].tone}>{ETATS[etat].label}</StateBadge>,
  },
]
