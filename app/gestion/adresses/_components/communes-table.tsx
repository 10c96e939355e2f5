import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import type { CommuneDepartement } from "@/lib/bal/queries/departement.ts"
import { formatDecimal, formatInteger, formatPercent, formatShortDay } from "@/lib/platform/format.ts"

export function CommunesTable({ rows }: { rows: readonly CommuneDepartement[] }) {
  return (
    <Table
      caption="Communes par ordre de priorité"
      rows={rows}
      rowKey={({ id }) => id}
      rowHref={({ publicId }) => `/gestion/collectivites/${publicId}`}
      columns={[
        { key: "nom", header: "Commune", rowHeader: true, cell: ({ nom }) => nom },
        { key: "points", header: "Points", end: true, cell: ({ points }) => formatInteger(points) },
        { key: "etat", header: "Fichier", cell: ({ valide }) => <FileBadge valide={valide} /> },
        { key: "adresses", header: "Adresses", end: true, cell: (row) => figure(row, formatInteger(row.adresses)) },
        { key: "bloquees", header: "Bloquées", end: true, cell: (row) => figure(row, formatInteger(row.bloquees)) },
        {
          key: "certifiees",
          header: "Certifiées",
          end: true,
          cell: (row) => figure(row, row.adresses > 0 ? formatPercent(row.certifiees / row.adresses) : "–"),
        },
        {
          key: "indice",
          header: "Indice",
          end: true,
          cell: ({ indice }) => (indice === null ? "–" : formatDecimal(indice.toFixed(1))),
        },
        { key: "lot", header: "Lot", cell: ({ lot }) => lot ?? "–" },
        {
          key: "fermeture",
          header: "Fin du cuivre",
          nowrap: true,
          cell: ({ fermeture }) => (fermeture ? formatShortDay(fermeture) : "–"),
        },
      ]}
    />
  )
}

const figure = ({ deposeeLe }: CommuneDepartement, text: string) => (deposeeLe === null ? "–" : text)

function FileBadge({ valide }: { valide: boolean | null }) {
  if (valide === null) return <StateBadge>aucun</StateBadge>
  return <StateBadge tone={valide ? "ok" : "danger"}>{valide ? "accepté" : "refusé"}</StateBadge>
}
