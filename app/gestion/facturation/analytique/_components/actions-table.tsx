import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { LigneBudget } from "@/lib/indicateurs/rules/analytique.ts"
import { AmountLink, depensesHref, engagementsHref } from "./links.tsx"

type Props = { rows: readonly LigneBudget[]; exercice: number; debut: number }

/** Each action of the budget, its parts under it, then what a pillar spends outside of them. */
export function ActionsTable({ rows, exercice, debut }: Props) {
  const of = ({ id }: LigneBudget) => ({ exercice, depuis: debut, action: id ?? undefined })
  const amount = (row: LigneBudget, cents: bigint, href: typeof depensesHref) =>
    row.id ? <AmountLink cents={cents} href={href(of(row))} /> : <Amount cents={cents} />
  const columns: readonly Column<LigneBudget>[] = [
    {
      key: "nom",
      header: "Action",
      rowHeader: true,
      cell: ({ nom, partie }) => (partie ? <span className="ps-4 font-normal">dont {nom}</span> : nom),
    },
    { key: "pilier", header: "Pilier", cell: ({ pilier }) => pilier },
    {
      key: "budget",
      header: "Budget",
      end: true,
      cell: ({ budget, moyensInternes }) =>
        budget === null ? moyensInternes ? "moyens internes" : "–" : <Amount cents={budget} />,
    },
    { key: "depense", header: "Dépensé", end: true, cell: (row) => amount(row, row.depense, depensesHref) },
    {
      key: "reste",
      header: "Commandé, à facturer",
      end: true,
      cell: (row) => amount(row, row.resteEngage, engagementsHref),
    },
    {
      key: "engage",
      header: "Engagé",
      end: true,
      cell: ({ depense, resteEngage }) => <Amount cents={depense + resteEngage} />,
    },
    {
      key: "libre",
      header: "Reste à engager",
      end: true,
      cell: ({ budget, depense, resteEngage }) =>
        budget === null ? "–" : <Amount cents={budget - depense - resteEngage} />,
    },
  ]
  return (
    <Table
      caption="Budget et dépenses par action"
      columns={columns}
      rows={rows}
      rowKey={({ id, pilier }) => id ?? `sans-action-${pilier}`}
    />
  )
}
