import type { Metadata } from "next"
import { CampagneBadge } from "@/components/cotisations/campagne-badge.tsx"
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
import {
  A_FACTURER_PER_PAGE,
  type AFacturerRow,
  findFacturation,
  listAFacturer,
} from "@/lib/indicateurs/queries/facturation.ts"
import { exerciceFilter } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { VOLET_LABELS } from "@/lib/titres/types.ts"

export const metadata: Metadata = { title: "À facturer" }

const COLUMNS: readonly Column<AFacturerRow>[] = [
  {
    key: "nom",
    header: "Débiteur",
    rowHeader: true,
    cell: (row) => <a href={`/gestion/collectivites/${row.collectivitePublicId}`}>{row.nom}</a>,
  },
  {
    key: "source",
    header: "Campagne ou coût partagé",
    cell: ({ campagneId, partageId, source }) => (
      <a href={campagneId ? `/gestion/campagnes/${campagneId}` : `/gestion/partages/${partageId}`}>{source}</a>
    ),
  },
  { key: "volet", header: "Volet", cell: (row) => VOLET_LABELS[row.volet] },
  {
    key: "etat",
    header: "État",
    cell: ({ etat }) =>
      etat ? <CampagneBadge etat={etat} /> : <StateBadge tone="attention">part à facturer</StateBadge>,
  },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.montant} /> },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AFacturerPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const day = today()
  const { exercice = yearOf(day), page } = exerciceFilter.parse(params)
  const { rows, figures } = await read(ctx, async (tx) => ({
    rows: await listAFacturer(tx, exercice, page),
    figures: await findFacturation(tx, exercice, day),
  }))
  return (
    <>
      <PageHeader
        title={`À facturer en ${exercice}`}
        crumbs={[{ label: "Facturation", href: `/gestion/facturation?exercice=${exercice}` }]}
        lede={`Ce que les campagnes ont préparé, et les parts de coûts partagés, qui attendent leur titre\u00a0: ${formatAmount(figures.aFacturer.montant)}.`}
        action={
          <SheetLinks
            what="cette liste"
            path="/gestion/facturation/a-facturer/export"
            params={{ exercice: String(exercice) }}
          />
        }
      />
      {rows.length > 0 ? (
        <Table caption="À facturer" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} />
      ) : (
        <EmptyState
          title="Rien n’attend d’être émis"
          action={<LinkButton href="/gestion/campagnes">Voir les campagnes</LinkButton>}
        >
          Préparez une campagne pour savoir ce que chaque membre devra.
        </EmptyState>
      )}
      <Pagination
        path="/gestion/facturation/a-facturer"
        params={params}
        page={page}
        pageSize={A_FACTURER_PER_PAGE}
        counted={figures.aFacturer.nombre}
        singular="ligne"
      />
    </>
  )
}
