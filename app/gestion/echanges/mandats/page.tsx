import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { listHref, listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { countMandats, listMandatExercices, listMandats, MANDATS_PER_PAGE } from "@/lib/echanges/queries/mandats.ts"
import { mandatsFilter } from "@/lib/echanges/schema.ts"
import { MANDAT_ETATS, MANDAT_LABELS } from "@/lib/echanges/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import { MandatsTable } from "./_components/mandats-table.tsx"

export const metadata: Metadata = { title: "Mandats au compte 673" }

const PATH = "/gestion/echanges/mandats"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function MandatsPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = mandatsFilter.parse(params)
  const { rows, counts, exercices } = await read(ctx, async (tx) => ({
    rows: await listMandats(tx, filter),
    counts: await countMandats(tx, filter),
    exercices: await listMandatExercices(tx),
  }))
  const counted = filter.etat ? counts[filter.etat] : Number(sum(Object.values(counts).map(BigInt)))
  return (
    <>
      <PageHeader
        title="Mandats au compte 673"
        crumbs={[{ href: "/gestion/echanges", label: "Échanges" }]}
        lede="Ce qui annule ou réduit un titre d’un exercice clos est une dépense. Votre logiciel comptable numérote toutes les dépenses à la suite : le mandat s’y passe, avec le certificat préparé ici pour pièce, et son suivi revient ici."
      />
      <FilterBar path={PATH} params={params} filters={["exercice", "etat", "bordereau"]}>
        <FilterSelect
          name="exercice"
          label="Exercice"
          params={params}
          empty="Tous"
          options={exercices.map((one) => ({ value: String(one), label: String(one) }))}
        />
        <FilterSelect
          name="etat"
          label="État"
          params={params}
          empty="Tous"
          options={MANDAT_ETATS.map((value) => ({
            value,
            label: `${MANDAT_LABELS[value].word} (${formatInteger(counts[value])})`,
          }))}
        />
      </FilterBar>
      {rows.length > 0 ? (
        <>
          <MandatsTable rows={rows} />
          <p className="print:hidden">
            Exporter ces mandats :{" "}
            <a href={listHref(`${PATH}/export`, params, { format: "csv", page: null })} aria-label="ces mandats, CSV">
              CSV
            </a>
            ,{" "}
            <a href={listHref(`${PATH}/export`, params, { format: "xlsx", page: null })} aria-label="ces mandats, XLSX">
              XLSX
            </a>
          </p>
        </>
      ) : (
        <EmptyState title="Aucun mandat ici">
          Un mandat naît quand une correction d’un titre d’un exercice clos est approuvée.
        </EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={filter.page}
        pageSize={MANDATS_PER_PAGE}
        counted={counted}
        singular="mandat"
      />
    </>
  )
}
