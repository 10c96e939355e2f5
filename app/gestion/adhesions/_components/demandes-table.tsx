import { type Column, Table } from "@/components/ui/table.tsx"
import type { DemandeRow } from "@/lib/adhesions/queries/demandes.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { DemandeBadge } from "./demande-badge.tsx"

const COLUMNS: readonly Column<DemandeRow>[] = [
  { key: "nom", header: "Collectivité", rowHeader: true, cell: ({ collectivite }) => collectivite.nom },
  { key: "type", header: "Type", cell: ({ collectivite }) => TYPE_LABELS[collectivite.type].one },
  {
    key: "contact",
    header: "Contact",
    cell: ({ contactNom, contactFonction, contactEffaceLe }) =>
      contactEffaceLe ? "Effacé" : `${contactNom}, ${contactFonction}`,
  },
  { key: "recue", header: "Reçue le", cell: ({ recueLe }) => formatShortDay(dayInParis(recueLe)) },
  { key: "etat", header: "État", cell: ({ etat }) => <DemandeBadge etat={etat} /> },
]

export const DemandesTable = ({ path, rows }: { path: string; rows: readonly DemandeRow[] }) => (
  <Table
    caption="Demandes d’adhésion"
    columns={COLUMNS}
    rows={rows}
    rowKey={({ id }) => id}
    rowHref={({ id }) => `${path}/${id}`}
  />
)
