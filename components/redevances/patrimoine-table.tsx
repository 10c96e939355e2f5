import { type Column, Table } from "@/components/ui/table.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDecimal, formatShortDay } from "@/lib/platform/format.ts"
import type { LignePatrimoine } from "@/lib/redevances/rules/assiette.ts"
import { DOMAINE_LABELS, NATURE_LABELS, UNITES } from "@/lib/redevances/types.ts"

type Ligne = LignePatrimoine & { lieu: string | null; depuis: CalendarDate | null; jusqua: CalendarDate | null }

/** The lines of a statement, as declared. */
export const PatrimoineTable = ({ lignes }: { lignes: readonly Ligne[] }) => (
  <Table caption="Lignes déclarées" rows={lignes} rowKey={(ligne) => String(lignes.indexOf(ligne))} columns={COLUMNS} />
)

const COLUMNS: Column<Ligne>[] = [
  { key: "nature", header: "Réseau", rowHeader: true, cell: ({ nature }) => NATURE_LABELS[nature] },
  { key: "domaine", header: "Domaine", cell: ({ domaine }) => DOMAINE_LABELS[domaine] },
  {
    key: "quantite",
    header: "Quantité",
    end: true,
    cell: ({ nature, quantite }) => `${formatDecimal(quantite)} ${UNITES[nature]}`,
  },
  {
    key: "fourreaux",
    header: "Fourreaux",
    end: true,
    cell: ({ nature, fourreaux }) => (nature === "souterrain" ? `× ${fourreaux}` : "–"),
  },
  {
    key: "lieu",
    header: "Lieu",
    cell: ({ lieu, depuis, jusqua }) => [lieu, period(depuis, jusqua)].filter(Boolean).join(", ") || "–",
  },
]

function period(depuis: CalendarDate | null, jusqua: CalendarDate | null): string | null {
  if (depuis && jusqua) return `du ${formatShortDay(depuis)} au ${formatShortDay(jusqua)}`
  if (depuis) return `depuis le ${formatShortDay(depuis)}`
  return jusqua ? `jusqu’au ${formatShortDay(jusqua)}` : null
}
