import { Amount } from "@/components/ui/amount.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { ServicePoste } from "@/lib/indicateurs/queries/analytique.ts"
import { balanceService } from "@/lib/indicateurs/rules/analytique.ts"
import type { Decimal } from "@/lib/platform/money.ts"
import { AmountLink, depensesHref, lignesHref } from "./links.tsx"

/** What each service cost and what pays for it; its name opens its own page. */
export function ServicesTable({ rows, percent }: { rows: readonly ServicePoste[]; percent: Decimal }) {
  const columns: readonly Column<ServicePoste>[] = [
    { key: "nom", header: "Service", rowHeader: true, cell: ({ nom }) => nom },
    { key: "pilier", header: "Pilier", cell: ({ pilier }) => pilier },
    ...serviceColumns(percent),
  ]
  return (
    <Table
      caption="Coût et facturation par service"
      columns={columns}
      rows={rows}
      rowKey={({ slug }) => slug}
      rowHref={({ slug, exercice }) => `/gestion/facturation/analytique/services/${slug}?exercice=${exercice}`}
    />
  )
}

/** The same figures in the list of services and, year by year, on the page of one. */
export const serviceColumns = (percent: Decimal): readonly Column<ServicePoste>[] => [
  {
    key: "depense",
    header: "Coût",
    end: true,
    cell: ({ depense, exercice, slug }) => (
      <AmountLink cents={depense} href={depensesHref({ exercice, service: slug })} />
    ),
  },
  {
    key: "membres",
    header: "Part des membres",
    end: true,
    cell: (row) => <Amount cents={balanceService(row, percent).partMembres} />,
  },
  {
    key: "syndicat",
    header: "Part du syndicat",
    end: true,
    cell: (row) => <Amount cents={balanceService(row, percent).partSyndicat} />,
  },
  { key: "quote", header: "Quote-part de charges", end: true, cell: ({ quotePart }) => <Amount cents={quotePart} /> },
  {
    key: "facture",
    header: "Facturé",
    end: true,
    cell: ({ facture, exercice, slug }) => (
      <AmountLink cents={facture} href={lignesHref({ exercice, service: slug })} />
    ),
  },
  {
    key: "reste",
    header: "Reste au syndicat",
    end: true,
    cell: (row) => <Amount cents={balanceService(row, percent).reste} />,
  },
]
