import type { Metadata } from "next"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listChoices } from "@/lib/partages/queries/depenses.ts"
import {
  ENGAGEMENTS_PER_PAGE,
  type EngagementRow,
  listEngagements,
  sumEngagements,
} from "@/lib/partages/queries/engagements.ts"
import { GENERAL } from "@/lib/partages/queries/mutualises.ts"
import { depensesFilter } from "@/lib/partages/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { DepensesFilters, yearsWords } from "../_components/depenses-filters.tsx"

export const metadata: Metadata = { title: "Engagements de dépense" }

const PATH = "/gestion/depenses/engagements"

const COLUMNS: readonly Column<EngagementRow>[] = [
  { key: "libelle", header: "Commande", rowHeader: true, cell: (row) => row.libelle },
  { key: "fournisseur", header: "Fournisseur", cell: (row) => row.fournisseur },
  { key: "ou", header: "Pour", cell: (row) => row.service?.nom ?? row.action?.nom ?? row.pilier?.nom ?? GENERAL },
  { key: "date", header: "Engagé le", nowrap: true, cell: (row) => formatShortDay(row.engageLe) },
  { key: "montant", header: "Hors taxes", end: true, cell: (row) => <Amount cents={row.montantHt} /> },
  { key: "facture", header: "Facturé", end: true, cell: (row) => <Amount cents={row.facture} /> },
  { key: "reste", header: "À facturer", end: true, cell: (row) => <Amount cents={row.reste} /> },
  {
    key: "etat",
    header: "État",
    cell: ({ soldeLe, synthetique }) => (
      <span className="flex flex-wrap gap-2">
        {soldeLe ? <StateBadge tone="neutral">soldé</StateBadge> : <StateBadge tone="info">en cours</StateBadge>}
        {synthetique ? <StateBadge>donnée de démonstration</StateBadge> : null}
      </span>
    ),
  },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function EngagementsDepensePage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const { exercice = yearOf(today()), page, ...rest } = depensesFilter.parse(params)
  const filter = { exercice, ...rest }
  const { rows, total, choices } = await read(ctx, async (tx) => ({
    rows: await listEngagements(tx, filter, { page }),
    total: await sumEngagements(tx, filter),
    choices: await listChoices(tx),
  }))
  const add = (
    <LinkButton href={`${PATH}/nouveau`} look="primary">
      Saisir un engagement
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title={`Engagements de dépense ${yearsWords(exercice, rest.depuis)}`}
        crumbs={[{ href: `/gestion/depenses?exercice=${exercice}`, label: "Dépenses" }]}
        lede="Ce que le syndicat a commandé : chaque commande prend sa part du budget avant que ses factures arrivent."
        action={add}
      />
      <DepensesFilters path={PATH} params={params} choices={choices} />
      <SheetLinks what="ces engagements" path={`${PATH}/export`} params={{ ...params, exercice: String(exercice) }} />
      {rows.length > 0 ? (
        <Table
          caption="Engagements de dépense"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${PATH}/${id}`}
          foot={
            <>
              <th scope="row" colSpan={4}>
                Total
              </th>
              <td className="end">
                <Amount cents={total.montant} />
              </td>
              <td />
              <td className="end">
                <Amount cents={total.reste} />
              </td>
              <td />
            </>
          }
        />
      ) : (
        <EmptyState title="Aucun engagement">
          Saisissez un bon de commande ou l’année d’un marché dès sa signature.
        </EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={page}
        pageSize={ENGAGEMENTS_PER_PAGE}
        counted={total.nombre}
        singular="engagement"
      />
    </>
  )
}
