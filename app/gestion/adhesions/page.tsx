import type { Metadata } from "next"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { countDemandes, listDemandes } from "@/lib/adhesions/queries/demandes.ts"
import { listOpenDossiers } from "@/lib/adhesions/queries/dossier-page.ts"
import { demandesFilter } from "@/lib/adhesions/schema.ts"
import { DEMANDE_ETATS, DEMANDE_LABELS } from "@/lib/adhesions/types.ts"
import { DemandesTable } from "./_components/demandes-table.tsx"
import { OpenDossiers } from "./_components/open-dossiers.tsx"

export const metadata: Metadata = { title: "Demandes d’adhésion" }

const PATH = "/gestion/adhesions"
const PAGE_SIZE = 50

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AdhesionsPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = demandesFilter.parse(params)
  const { rows, counted, dossiers } = await read(ctx, async (tx) => ({
    dossiers: await listOpenDossiers(tx, PAGE_SIZE),
    rows: await listDemandes(tx, filter, { limit: PAGE_SIZE, offset: (filter.page - 1) * PAGE_SIZE }),
    counted: await countDemandes(tx, filter, COUNT_BOUND + 1),
  }))
  return (
    <>
      <PageHeader
        title="Adhésions"
        lede="Les demandes venues du simulateur, puis les dossiers ouverts, jusqu’à la charte signée."
      />
      <OpenDossiers dossiers={dossiers} />
      <div className="grid gap-4">
        <FilterBar path={PATH} params={params} filters={["etat"]}>
          <FilterSelect
            name="etat"
            label="État"
            params={params}
            empty="À traiter"
            options={DEMANDE_ETATS.map((value) => ({ value, label: DEMANDE_LABELS[value] }))}
          />
        </FilterBar>
        {rows.length > 0 ? (
          <DemandesTable path={PATH} rows={rows} />
        ) : (
          <EmptyState title={filter.etat === "ouvertes" ? "Aucune demande n’attend de réponse" : "Aucune demande ici"}>
            Elles arrivent du simulateur, ouvert à tous.
          </EmptyState>
        )}
        <Pagination
          path={PATH}
          params={params}
          page={filter.page}
          pageSize={PAGE_SIZE}
          counted={counted}
          singular="demande"
        />
      </div>
    </>
  )
}
