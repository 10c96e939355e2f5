import { Amount } from "@/components/ui/amount.tsx"
import { Form } from "@/components/ui/form.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { removeParticipantAction } from "@/lib/partages/actions.ts"
import type { PartageFile, PartRow } from "@/lib/partages/queries/partages.ts"
import { formatDecimal } from "@/lib/platform/format.ts"

const HEADERS = { population: "Habitants", quantite: "Quantité", egale: "Part", pourcentage: "Pourcentage" } as const

const columns = ({ id, cle, etat }: PartageFile): readonly Column<PartRow>[] => [
  {
    key: "nom",
    header: "Collectivité",
    rowHeader: true,
    cell: (row) => <a href={`/gestion/collectivites/${row.publicId}`}>{row.nom}</a>,
  },
  { key: "payeur", header: "Payeur", cell: (row) => row.payeur ?? "elle-même" },
  { key: "poids", header: HEADERS[cle], end: true, cell: (row) => formatDecimal(row.poids) },
  {
    key: "explication",
    header: "Comment c’est calculé",
    cell: (row) => <span className="text-sm">{row.explication}</span>,
  },
  { key: "montant", header: "Part hors TVA", end: true, cell: (row) => <Amount cents={row.montant} /> },
  ...(etat === "brouillon"
    ? [
        {
          key: "retirer",
          header: "Retirer",
          cell: (row: PartRow) => (
            <Form
              action={removeParticipantAction}
              hidden={{ partage: id, part: row.id }}
              aria-label={`Retirer ${row.nom}`}
            >
              <SubmitButton look="secondary">Retirer {row.nom}</SubmitButton>
            </Form>
          ),
        },
      ]
    : [
        {
          key: "titre",
          header: "Titre n°",
          cell: (row: PartRow) =>
            row.titre ? (
              <a href={`/c/${row.titre.publicId}/titres/${row.titre.id}`}>{row.titre.reference}</a>
            ) : row.attend ? (
              <StateBadge tone="attention">attend son titre</StateBadge>
            ) : (
              "–"
            ),
        },
      ]),
]

/** Shares and their sum, which is the cost to the cent. */
export function PartsTable({ partage }: { partage: PartageFile }) {
  return (
    <Table
      caption="Parts"
      columns={columns(partage)}
      rows={partage.parts}
      rowKey={({ id }) => id}
      foot={
        <>
          <th scope="row" colSpan={2}>
            Total
          </th>
          <td className="end">{formatDecimal(partage.totalPoids)}</td>
          <td />
          <td className="end">
            <Amount cents={partage.reparti} />
          </td>
          <td />
        </>
      }
    />
  )
}
