import type { Metadata } from "next"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listHref, listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { countRegister, listEpciChoices, listRegister } from "@/lib/collectivites/queries/register.ts"
import { registerFilter } from "@/lib/collectivites/schema.ts"
import { RegisterFilters } from "./_components/register-filters.tsx"
import { RegisterTable } from "./_components/register-table.tsx"

export const metadata: Metadata = { title: "Collectivités" }

const PATH = "/gestion/collectivites"
const PAGE_SIZE = 50

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CollectivitesPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = registerFilter.parse(params)
  const { rows, counted, epci } = await read(ctx, async (tx) => ({
    rows: await listRegister(tx, filter, { limit: PAGE_SIZE, offset: (filter.page - 1) * PAGE_SIZE }),
    counted: await countRegister(tx, filter, COUNT_BOUND + 1),
    epci: await listEpciChoices(tx),
  }))
  return (
    <>
      <PageHeader
        title="Collectivités"
        lede="Le répertoire du territoire : adhérentes ou non, avec ce que l’on sait de chacune."
      />
      <div className="grid gap-4">
        <RegisterFilters path={PATH} params={params} epci={epci} exportHref={listHref(`${PATH}/export`, params, {})} />
        {rows.length > 0 ? (
          <RegisterTable path={PATH} params={params} rows={rows} />
        ) : (
          <EmptyState
            title="Aucune collectivité ne correspond"
            action={<LinkButton href={PATH}>Voir tout le répertoire</LinkButton>}
          >
            Vérifiez l’orthographe, ou retirez un filtre : ils s’ajoutent les uns aux autres.
          </EmptyState>
        )}
        <Pagination
          path={PATH}
          params={params}
          page={filter.page}
          pageSize={PAGE_SIZE}
          counted={counted}
          singular="collectivité"
        />
      </div>
    </>
  )
}
