import type { Metadata } from "next"
import { MutualisesTable } from "@/components/partages/mutualises-table.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import {
  DEPENSES_PER_PAGE,
  type DepenseRow,
  listChoices,
  listDepenses,
  sumDepenses,
} from "@/lib/partages/queries/depenses.ts"
import { findMutualises, GENERAL } from "@/lib/partages/queries/mutualises.ts"
import { depensesFilter } from "@/lib/partages/schema.ts"
import { NATURE_LABELS } from "@/lib/partages/types.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { DepensesFilters, yearsWords } from "./_components/depenses-filters.tsx"

export const metadata: Metadata = { title: "Dépenses" }

const PATH = "/gestion/depenses"

const COLUMNS: readonly Column<DepenseRow>[] = [
  { key: "libelle", header: "Dépense", rowHeader: true, cell: (row) => row.libelle },
  { key: "fournisseur", header: "Fournisseur", cell: (row) => row.fournisseur },
  { key: "ou", header: "Pour", cell: (row) => row.service?.nom ?? row.pilier?.nom ?? GENERAL },
  { key: "nature", header: "Nature", cell: (row) => NATURE_LABELS[row.nature] },
  { key: "date", header: "Facturée le", nowrap: true, cell: (row) => formatShortDay(row.dateFacture) },
  { key: "ht", header: "Hors taxes", end: true, cell: (row) => <Amount cents={row.montantHt} /> },
  { key: "ttc", header: "TTC", end: true, cell: (row) => <Amount cents={row.montantHt + row.montantTva} /> },
  {
    key: "note",
    header: "Remarque",
    cell: (row) => (
      <span className="flex flex-wrap gap-2">
        {row.engagement ? <a href={`${PATH}/engagements/${row.engagement.id}`}>Engagement</a> : null}
        {row.partage ? <a href={`/gestion/partages/${row.partage.id}`}>Répartie</a> : null}
        {row.fichierId ? <a href={`/gestion/depenses/${row.id}/justificatif`}>Justificatif</a> : null}
        {row.synthetique ? <StateBadge>donnée de démonstration</StateBadge> : null}
      </span>
    ),
  },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function DepensesPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const { exercice = yearOf(today()), page, ...rest } = depensesFilter.parse(params)
  const filter = { exercice, ...rest }
  const { rows, total, choices, mutualises } = await read(ctx, async (tx) => ({
    rows: await listDepenses(tx, filter, { page }),
    total: await sumDepenses(tx, filter),
    choices: await listChoices(tx),
    mutualises: await findMutualises(tx, exercice),
  }))
  const add = (
    <LinkButton href="/gestion/depenses/nouvelle" look="primary">
      Saisir une dépense
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title={`Dépenses ${yearsWords(exercice, rest.depuis)}`}
        lede="Ce que le syndicat a payé, par pilier et par service : ce qui est partagé se répartit, le reste est mutualisé."
        action={add}
      />
      <p className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
        <a href={`${PATH}/engagements?exercice=${exercice}`}>Engagements de dépense</a>
        <a href={`/gestion/facturation/analytique?exercice=${exercice}`}>Suivi analytique</a>
      </p>
      <DepensesFilters path={PATH} params={params} choices={choices} />
      <SheetLinks what="ces dépenses" path={`${PATH}/export`} params={{ ...params, exercice: String(exercice) }} />
      {rows.length > 0 ? (
        <Table
          caption="Dépenses de l’exercice"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/gestion/depenses/${id}`}
          foot={
            <>
              <th scope="row" colSpan={5}>
                Total
              </th>
              <td className="end">
                <Amount cents={total.ht} />
              </td>
              <td className="end">
                <Amount cents={total.ttc} />
              </td>
              <td />
            </>
          }
        />
      ) : (
        <EmptyState title={`Aucune dépense en ${yearsWords(exercice, rest.depuis)}`}>
          Saisissez les factures des fournisseurs et les charges internes : les membres voient ainsi ce que paie leur
          cotisation.
        </EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={page}
        pageSize={DEPENSES_PER_PAGE}
        counted={total.nombre}
        singular="dépense"
      />
      <Section title={`Coûts mutualisés de ${exercice}`}>
        <p className="max-w-measure text-muted">
          Les services ouverts à tous les membres, toutes taxes comprises, hors ce qui est réparti entre quelques-uns.
        </p>
        <MutualisesTable rows={mutualises.rows} partMembres={mutualises.partMembres} exercice={exercice} />
      </Section>
    </>
  )
}
