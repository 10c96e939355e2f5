import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { countRemises, findSansDestinataire, listRemises, REMISES_PAGE } from "@/lib/notifications/queries/remises.ts"
import { remisesFilter } from "@/lib/notifications/schema.ts"
import { RemisesTable } from "./_components/remises-table.tsx"
import { SansDestinataire } from "./_components/sans-destinataire.tsx"

export const metadata: Metadata = { title: "Avis légaux" }

const PATH = "/gestion/notifications"
const SHOWN = 20

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AvisPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = remisesFilter.parse(params)
  const { remises, counted, sans } = await read(ctx, async (tx) => ({
    remises: await listRemises(tx, filter),
    counted: await countRemises(tx, filter),
    sans: await findSansDestinataire(tx, SHOWN),
  }))
  return (
    <>
      <PageHeader
        title="Avis légaux"
        lede="Un avis que la loi demande et qui n’est pas arrivé compte comme non notifié, jusqu’à ce que la collectivité soit avertie autrement."
      />
      <FilterBar path={PATH} params={params} filters={["etat", "cherche"]}>
        <FilterText name="cherche" label="Collectivité ou adresse" params={params} />
        <FilterSelect
          name="etat"
          label="Montrer"
          params={params}
          empty="Non notifiés"
          options={[{ value: "toutes", label: "Tous les avis légaux" }]}
        />
      </FilterBar>
      <Section title={filter.etat === "toutes" ? "Tous les avis légaux" : "Non notifiés"}>
        {remises.length === 0 ? (
          <EmptyState title={filter.etat === "toutes" ? "Aucun avis ne correspond." : "Tous les avis sont arrivés."} />
        ) : (
          <div className="grid gap-4">
            <RemisesTable rows={remises} path={PATH} />
            <Pagination
              path={PATH}
              params={params}
              page={filter.page}
              pageSize={REMISES_PAGE}
              counted={counted}
              singular="avis"
              plural="avis"
            />
          </div>
        )}
      </Section>
      {sans.nombre > 0 ? <SansDestinataire {...sans} /> : null}
      <Notice>
        Un serveur accepte parfois un courriel, puis le renvoie à votre boîte. Cherchez-le alors dans « Tous les avis
        légaux », et signalez son retour.
      </Notice>
    </>
  )
}
