import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { Analytique, PosteSolde } from "@/lib/indicateurs/rules/analytique.ts"
import { AmountLink, depensesHref, engagementsHref, lignesHref } from "./links.tsx"

const cents = (amount: bigint | null) => (amount === null ? "–" : <Amount cents={amount} />)

type Props = { analytique: Analytique; exercice: number }

/** Budget, committed, spent and free, since the first year of the period. */
export function BudgetTable({ analytique: { postes, total }, exercice, debut }: Props & { debut: number }) {
  const of = (pilier: string | null) => ({ exercice, depuis: debut, pilier })
  const columns: readonly Column<PosteSolde>[] = [
    { key: "nom", header: "Pilier", rowHeader: true, cell: ({ nom }) => nom },
    { key: "budget", header: "Budget", end: true, cell: ({ budget }) => cents(budget) },
    {
      key: "cumul",
      header: "Dépensé",
      end: true,
      cell: ({ cumul, pilierId }) => <AmountLink cents={cumul} href={depensesHref(of(pilierId))} />,
    },
    {
      key: "reste",
      header: "Commandé, à facturer",
      end: true,
      cell: ({ resteEngage, pilierId }) => <AmountLink cents={resteEngage} href={engagementsHref(of(pilierId))} />,
    },
    { key: "engage", header: "Engagé", end: true, cell: ({ engage }) => cents(engage) },
    { key: "libre", header: "Reste à engager", end: true, cell: ({ resteBudget }) => cents(resteBudget) },
  ]
  return (
    <Table
      caption="Budget et dépenses par pilier"
      columns={columns}
      rows={postes}
      rowKey={({ nom }) => nom}
      foot={
        <>
          <td>Total</td>
          <td className="end">{cents(total.budget)}</td>
          <td className="end">{cents(total.cumul)}</td>
          <td className="end">{cents(total.resteEngage)}</td>
          <td className="end">{cents(total.engage)}</td>
          <td className="end">{cents(total.resteBudget)}</td>
        </>
      }
    />
  )
}

/** What is shared, who bears it, and what is billed, in one year. */
export function EquilibreTable({ analytique: { postes, total }, exercice }: Props) {
  const columns: readonly Column<PosteSolde>[] = [
    { key: "nom", header: "Pilier", rowHeader: true, cell: ({ nom }) => nom },
    { key: "mutualise", header: "Mutualisé", end: true, cell: ({ mutualise }) => cents(mutualise) },
    { key: "syndicat", header: "Part du syndicat", end: true, cell: ({ partSyndicat }) => cents(partSyndicat) },
    { key: "membres", header: "Part des membres", end: true, cell: ({ partMembres }) => cents(partMembres) },
    { key: "cotisation", header: "Cotisations", end: true, cell: ({ cotisation }) => cents(cotisation) },
    { key: "refacturable", header: "À refacturer", end: true, cell: ({ refacturable }) => cents(refacturable) },
    {
      key: "facture",
      header: "Facturé",
      end: true,
      cell: ({ facture, pilierId }) => <AmountLink cents={facture} href={lignesHref({ exercice, pilier: pilierId })} />,
    },
    { key: "solde", header: "Solde", end: true, cell: ({ solde }) => <Amount cents={solde} difference /> },
  ]
  return (
    <Table
      caption={`Équilibre de ${exercice} par pilier`}
      columns={columns}
      rows={postes}
      rowKey={({ nom }) => nom}
      foot={
        <>
          <td>Total</td>
          <td className="end">{cents(total.mutualise)}</td>
          <td className="end">{cents(total.partSyndicat)}</td>
          <td className="end">{cents(total.partMembres)}</td>
          <td className="end">
            <AmountLink cents={total.cotisation} href={lignesHref({ exercice, cotisations: true })} />
          </td>
          <td className="end">{cents(total.refacturable)}</td>
          <td className="end">{cents(total.facture)}</td>
          <td className="end">
            <Amount cents={total.solde} difference />
          </td>
        </>
      }
    />
  )
}
