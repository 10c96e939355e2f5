import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { MutualiseRow } from "@/lib/partages/queries/mutualises.ts"
import { formatDecimal } from "@/lib/platform/format.ts"
import { type Decimal, sum } from "@/lib/platform/money.ts"

type Row = MutualiseRow & { part?: bigint }

/** What mutualised services cost, pillar by pillar: what members bear, what the operator bears, and one member's own part. */
export function MutualisesTable({
  rows,
  partMembres,
  exercice,
}: {
  rows: readonly Row[]
  partMembres: Decimal
  exercice: number
}) {
  const own = rows.some(({ part }) => part !== undefined)
  const columns: readonly Column<Row>[] = [
    { key: "nom", header: "Pilier", rowHeader: true, cell: (row) => row.nom },
    { key: "cout", header: `Coût ${exercice}, TVA comprise`, end: true, cell: (row) => <Amount cents={row.cout} /> },
    {
      key: "membres",
      header: `Part des membres (${formatDecimal(partMembres)} %)`,
      end: true,
      cell: (row) => <Amount cents={row.membres} />,
    },
    { key: "operateur", header: "Part du syndicat", end: true, cell: (row) => <Amount cents={row.operateur} /> },
    ...(own
      ? [
          {
            key: "part",
            header: "Dans votre cotisation",
            end: true,
            cell: (row: Row) => <Amount cents={row.part ?? 0n} />,
          },
        ]
      : []),
  ]
  const total = (pick: (row: Row) => bigint) => <Amount cents={sum(rows.map(pick))} />
  return (
    <Table
      caption="Coûts mutualisés par pilier"
      columns={columns}
      rows={rows}
      rowKey={({ nom }) => nom}
      foot={
        <>
          <th scope="row">Total</th>
          <td className="end">{total(({ cout }) => cout)}</td>
          <td className="end">{total(({ membres }) => membres)}</td>
          <td className="end">{total(({ operateur }) => operateur)}</td>
          {own ? <td className="end">{total(({ part }) => part ?? 0n)}</td> : null}
        </>
      }
    />
  )
}
