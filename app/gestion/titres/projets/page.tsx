import type { Metadata } from "next"
import { ProjetBadge } from "@/components/titres/projet-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { countProjets, listProjets, PROJETS_PER_PAGE, type ProjetRow } from "@/lib/titres/queries/projets.ts"
import { projetsFilter } from "@/lib/titres/schema.ts"
import { NATURE_LABELS, PROJET_ETATS, PROJET_LABELS } from "@/lib/titres/types.ts"

export const metadata: Metadata = { title: "Titres à approuver" }

const PATH = "/gestion/titres/projets"

const COLUMNS: readonly Column<ProjetRow>[] = [
  {
    key: "objet",
    header: "Objet",
    rowHeader: true,
    cell: (row) => (row.corrigeReference ? `Titre n° ${row.corrigeReference} : ${row.objet}` : row.objet),
  },
  { key: "nature", header: "Nature", cell: ({ nature }) => NATURE_LABELS[nature].titre },
  {
    key: "nom",
    header: "Débiteur",
    cell: (row) => <a href={`/gestion/collectivites/${row.collectivitePublicId}`}>{row.nom}</a>,
  },
  {
    key: "par",
    header: "Proposé par",
    cell: ({ proposePar, proposeLe }) => `${proposePar}, ${formatInstant(proposeLe)}`,
  },
  {
    key: "montant",
    header: "Montant",
    end: true,
    cell: ({ nature, montant }) => <Amount cents={nature === "recette" ? montant : -montant} />,
  },
  { key: "etat", header: "État", cell: ({ etat }) => <ProjetBadge etat={etat} /> },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ProjetsPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = projetsFilter.parse(params)
  const { rows, counted } = await read(ctx, async (tx) => ({
    rows: await listProjets(tx, filter),
    counted: await countProjets(tx, filter.etat, COUNT_BOUND + 1),
  }))
  return (
    <>
      <PageHeader
        title="Titres à approuver"
        crumbs={[{ href: "/gestion/titres", label: "Titres" }]}
        lede="Titres hors campagne et corrections : une personne propose, une autre approuve."
      />
      <FilterBar
        path={PATH}
        params={params}
        filters={["etat"]}
        action={<SheetLinks what="ces propositions" path={`${PATH}/export`} params={params} />}
      >
        <FilterSelect
          name="etat"
          label="État"
          params={params}
          empty="Tous"
          options={PROJET_ETATS.map((value) => ({ value, label: PROJET_LABELS[value].word }))}
        />
      </FilterBar>
      {rows.length > 0 ? (
        <Table
          caption="Titres et corrections proposés"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${PATH}/${id}`}
        />
      ) : (
        <EmptyState title="Rien n’attend">Proposez un titre, ou la correction d’un titre depuis sa page.</EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={filter.page}
        pageSize={PROJETS_PER_PAGE}
        counted={counted}
        singular="projet"
      />
    </>
  )
}
