import { Table } from "@/components/ui/table.tsx"
import type { OperateurTelecom } from "@/lib/redevances/queries/reference.ts"

/** The debtors; without an address, no titre can be made on one. */
export const OperateursTable = ({ operateurs }: { operateurs: readonly OperateurTelecom[] }) => (
  <Table
    caption="Opérateurs télécom"
    rows={operateurs}
    rowKey={({ id }) => id}
    rowHref={({ id }) => `/gestion/redevances/operateurs/${id}`}
    columns={[
      { key: "nom", header: "Opérateur", rowHeader: true, cell: ({ nom }) => nom },
      {
        key: "siren",
        header: "SIREN",
        nowrap: true,
        cell: ({ siren }) => siren ?? "à compléter",
      },
      { key: "adresse", header: "Adresse", cell: (row) => addressOf(row) ?? "à compléter" },
    ]}
  />
)

const addressOf = ({ adresse, codePostal, ville }: OperateurTelecom): string | null =>
  adresse && codePostal && ville ? `${adresse}, ${codePostal} ${ville}` : null
