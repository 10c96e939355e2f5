import { DepartBadge } from "@/components/titres/depart-badge.tsx"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatShortDay } from "@/lib/platform/format.ts"
import type { DeskRow } from "@/lib/titres/queries/desk.ts"
import { titreReference } from "@/lib/titres/rules.ts"

const COLUMNS: readonly Column<DeskRow>[] = [
  { key: "numero", header: "Numéro", rowHeader: true, nowrap: true, sortable: true, cell: titreReference },
  {
    key: "nom",
    header: "Débiteur",
    sortable: true,
    cell: (row) => <a href={`/gestion/collectivites/${row.collectivitePublicId}`}>{row.nom}</a>,
  },
  { key: "objet", header: "Objet", cell: (row) => row.objet },
  {
    key: "echeance",
    header: "Échéance",
    nowrap: true,
    sortable: true,
    cell: (row) => (row.nature === "recette" ? formatShortDay(row.echeance) : "–"),
  },
  {
    key: "montant",
    header: "Montant",
    end: true,
    sortable: true,
    cell: (row) => <Amount cents={row.nature === "recette" ? row.montant : -row.montant} />,
  },
  {
    key: "reste",
    header: "Reste dû",
    end: true,
    sortable: true,
    cell: (row) => (row.nature === "recette" ? <Amount cents={row.reste} /> : "–"),
  },
  { key: "etat", header: "Suivi", cell: (row) => <TitreBadge etat={row.etat} nature={row.nature} /> },
  { key: "depart", header: "Envoi", cell: (row) => <DepartBadge depart={row.depart} /> },
]

type DeskTableProps = { rows: readonly DeskRow[]; path: string; params: ListParams }

export const DeskTable = ({ rows, path, params }: DeskTableProps) => (
  <Table
    caption="Titres émis"
    columns={COLUMNS}
    rows={rows}
    rowKey={(row) => row.id}
    rowHref={(row) => `${path}/${row.id}`}
    list={{ path, params, defaultSort: "-numero" }}
  />
)
