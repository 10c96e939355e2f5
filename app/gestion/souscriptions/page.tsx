import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import { countByEtat, DESK_PAGE, listAskedServices, listDesk } from "@/lib/souscriptions/queries/desk.ts"
import { souscriptionFilter } from "@/lib/souscriptions/schema.ts"
import { ATTENTE_LABELS, ATTENTES, ETAT_LABELS, SOUSCRIPTION_ETATS } from "@/lib/souscriptions/types.ts"
import { DeskTable } from "./_components/desk-table.tsx"

export const metadata: Metadata = { title: "Souscriptions" }

const PATH = "/gestion/souscriptions"
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SouscriptionsPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = souscriptionFilter.parse(params)
  const { list, counts, services } = await read(ctx, async (tx) => ({
    list: await listDesk(tx, filter),
    counts: await countByEtat(tx),
    services: await listAskedServices(tx),
  }))
  return (
    <>
      <PageHeader title="Souscriptions" lede="Ce que les adhérents demandent, ce qui est à ouvrir, ce qui court." />
      <Figures
        figures={(["approuvee", "a_approuver", "en_service"] as const).map((etat) => ({
          label: FIGURES[etat],
          value: formatInteger(counts[etat]),
          href: `${PATH}?etat=${etat}`,
        }))}
      />
      <FilterBar path={PATH} params={params} filters={["q", "etat", "service", "attend"]}>
        <FilterText name="q" label="Collectivité" params={params} />
        <FilterSelect
          name="etat"
          label="État"
          params={params}
          empty="Tous"
          options={SOUSCRIPTION_ETATS.map((etat) => ({ value: etat, label: ETAT_LABELS[etat] }))}
        />
        <FilterSelect
          name="service"
          label="Service"
          params={params}
          empty="Tous"
          options={services.map(({ slug, nom }) => ({ value: slug, label: nom }))}
        />
        <FilterSelect
          name="attend"
          label="Attend"
          params={params}
          empty="Peu importe"
          options={ATTENTES.map((value) => ({ value, label: ATTENTE_LABELS[value] }))}
        />
      </FilterBar>
      {list.rows.length === 0 ? (
        <EmptyState title="Aucune souscription ne correspond." action={<a href={PATH}>Effacer les filtres</a>} />
      ) : (
        <div className="grid gap-4">
          <DeskTable rows={list.rows} path={PATH} params={params} />
          <Pagination
            path={PATH}
            params={params}
            page={filter.page}
            pageSize={DESK_PAGE}
            counted={list.counted}
            singular="souscription"
          />
        </div>
      )}
    </>
  )
}

const FIGURES = {
  approuvee: "À mettre en service",
  a_approuver: "Attendent un élu",
  en_service: "En service",
} as const
