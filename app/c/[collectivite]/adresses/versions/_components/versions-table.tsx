import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { VersionFigures } from "@/lib/bal/queries/report.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDecimal, formatInteger, formatPercent, formatShortDay } from "@/lib/platform/format.ts"

const ORIGINES = { fichier: "dépôt", source: "relevé automatique", intercommunalite: "intercommunalité" } as const

export function VersionsTable({ versions }: { versions: readonly VersionFigures[] }) {
  return (
    <Table
      caption="Versions du fichier"
      rows={versions}
      rowKey={({ id }) => id}
      columns={[
        { key: "numero", header: "Version", rowHeader: true, cell: ({ numero }) => `Version ${numero}` },
        { key: "le", header: "Reçue le", nowrap: true, cell: ({ creeLe }) => formatShortDay(dayInParis(creeLe)) },
        { key: "origine", header: "Par", cell: ({ depot }) => depot.provenance ?? ORIGINES[depot.origine] },
        {
          key: "valide",
          header: "Validateur",
          cell: ({ valide }) => (
            <StateBadge tone={valide ? "ok" : "danger"}>{valide ? "accepté" : "refusé"}</StateBadge>
          ),
        },
        { key: "adresses", header: "Adresses", end: true, cell: ({ adresses }) => formatInteger(adresses) },
        { key: "bloquees", header: "Bloquées", end: true, cell: ({ bloquees }) => formatInteger(bloquees) },
        {
          key: "certifiees",
          header: "Certifiées",
          end: true,
          cell: ({ certifiees, adresses }) => (adresses > 0 ? formatPercent(certifiees / adresses) : "–"),
        },
        {
          key: "indice",
          header: "Indice",
          end: true,
          cell: ({ indice }) => (indice === null ? "–" : formatDecimal(indice.toFixed(1))),
        },
      ]}
    />
  )
}
