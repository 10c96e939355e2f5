import { Table } from "@/components/ui/table.tsx"
import type { CampagneCommune } from "@/lib/bal/queries/campagnes.ts"
import { formatDecimal, formatInteger, formatShortDay } from "@/lib/platform/format.ts"

const mark = (indice: string | null) => (indice === null ? "–" : formatDecimal(indice))

/** Where each commune was when the campaign began, and where it is. */
export function CommunesOfCampagne({ communes }: { communes: readonly CampagneCommune[] }) {
  return (
    <Table
      caption="Communes de la campagne"
      rows={communes}
      rowKey={({ concerneId }) => concerneId}
      rowHref={({ publicId }) => `/gestion/collectivites/${publicId}`}
      columns={[
        { key: "nom", header: "Commune", rowHeader: true, cell: ({ nom }) => nom },
        { key: "points", header: "Points", end: true, cell: ({ points }) => formatInteger(points) },
        { key: "depart", header: "Indice au départ", end: true, cell: ({ indiceDepart }) => mark(indiceDepart) },
        { key: "indice", header: "Aujourd’hui", end: true, cell: ({ indice }) => mark(indice) },
        {
          key: "bloquees",
          header: "Bloquées",
          end: true,
          cell: ({ bloquees }) => (bloquees === null ? "–" : formatInteger(bloquees)),
        },
        {
          key: "prevue",
          header: "Visite prévue",
          nowrap: true,
          cell: ({ visitePrevueLe }) => (visitePrevueLe ? formatShortDay(visitePrevueLe) : "–"),
        },
        {
          key: "faite",
          header: "Visite faite",
          nowrap: true,
          cell: ({ visiteFaiteLe }) => (visiteFaiteLe ? formatShortDay(visiteFaiteLe) : "–"),
        },
        { key: "note", header: "Note", cell: ({ note }) => note ?? "" },
      ]}
    />
  )
}
