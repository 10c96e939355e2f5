import type { Metadata } from "next"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type BudgetPeriode, listBudgets } from "@/lib/indicateurs/queries/budgets.ts"
import { dayInParis, today, yearOf } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Budgets par période" }

const COLUMNS: readonly Column<BudgetPeriode>[] = [
  { key: "periode", header: "Période", rowHeader: true, nowrap: true, cell: ({ nom }) => nom },
  {
    key: "etat",
    header: "État",
    cell: ({ closLe }) =>
      closLe ? (
        <>
          <StateBadge>passé</StateBadge>{" "}
          <span className="text-muted text-sm">remplacé le {formatShortDay(dayInParis(closLe))}</span>
        </>
      ) : (
        <StateBadge tone="ok">en cours</StateBadge>
      ),
  },
  { key: "budget", header: "Budget", end: true, cell: ({ budget }) => <Amount cents={budget} /> },
  { key: "depense", header: "Dépensé", end: true, cell: ({ depense }) => <Amount cents={depense} /> },
  {
    key: "reste",
    header: "Commandé, à facturer",
    end: true,
    cell: ({ resteEngage }) => <Amount cents={resteEngage} />,
  },
  {
    key: "libre",
    header: "Reste",
    end: true,
    cell: ({ budget, depense, resteEngage }) => <Amount cents={budget - depense - resteEngage} />,
  },
  { key: "facture", header: "Services facturés", end: true, cell: ({ facture }) => <Amount cents={facture} /> },
  { key: "cotisation", header: "Cotisations", end: true, cell: ({ cotisation }) => <Amount cents={cotisation} /> },
]

export default async function BudgetsPage() {
  const ctx = await agentContext()
  const rows = await read(ctx, listBudgets)
  const year = yearOf(today())
  return (
    <>
      <PageHeader
        title="Budgets par période"
        crumbs={[{ label: "Facturation", href: "/gestion/facturation" }]}
        lede="Chaque budget reste tel qu’il a été voté, à côté de ce que ses années ont coûté et de ce qui a été facturé. Montants hors taxes."
        action={
          rows.length > 0 ? <SheetLinks what="ces budgets" path="/gestion/facturation/budgets/export" /> : undefined
        }
      />
      {rows.length > 0 ? (
        <Table
          caption="Budgets, du plus récent au plus ancien"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ nom }) => nom}
          rowHref={({ debut, fin }) =>
            `/gestion/facturation/analytique?exercice=${Math.max(debut, Math.min(fin, year))}`
          }
        />
      ) : (
        <EmptyState title="Aucun budget">
          Une personne administratrice le saisit dans Réglages, Montants par pilier et par action.
        </EmptyState>
      )}
      <p className="max-w-measure text-muted">
        Une période ouvre son suivi par pilier, par action et par année, à sa dernière année connue.
      </p>
    </>
  )
}
