import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listManagedServices, listPiliers } from "@/lib/catalogue/queries/manage.ts"
import { catalogueFilter } from "@/lib/catalogue/schema.ts"
import { SERVICE_ETAT_LABELS, SERVICE_ETATS, TARIF_MODE_LABELS, TARIF_MODES } from "@/lib/catalogue/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { ServicesTable } from "./_components/services-table.tsx"

export const metadata: Metadata = { title: "Catalogue" }

const PATH = "/gestion/catalogue"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CataloguePage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = catalogueFilter.parse(params)
  const { services, piliers } = await read(ctx, async (tx) => ({
    services: await listManagedServices(tx, filter, today()),
    piliers: await listPiliers(tx),
  }))
  return (
    <>
      <PageHeader
        title="Catalogue"
        lede="Ce que l’opérateur propose, et à quel prix. Un brouillon n’est vu que de vous."
        action={
          <div className="flex flex-wrap items-center gap-x-5 gap-y-2">
            <a href={`${PATH}/versions`}>Versions</a>
            <a href={`${PATH}/besoins`}>Besoins</a>
            <a href={`${PATH}/offres`}>Services d’autres acteurs</a>
            <a href="/gestion/prestataires">Prestataires et marchés</a>
            <LinkButton href={`${PATH}/nouveau`} look="primary">
              Créer un service
            </LinkButton>
          </div>
        }
      />
      <div className="grid gap-4">
        <FilterBar path={PATH} params={params} filters={["q", "pilier", "etat", "mode"]}>
          <FilterText name="q" label="Chercher" params={params} hint="Nom ou besoin" />
          <FilterSelect
            name="pilier"
            label="Pilier"
            params={params}
            empty="Tous"
            options={piliers.map(({ id, nom }) => ({ value: id, label: nom }))}
          />
          <FilterSelect
            name="mode"
            label="Tarification"
            params={params}
            empty="Toutes"
            options={TARIF_MODES.map((value) => ({ value, label: TARIF_MODE_LABELS[value] }))}
          />
          <FilterSelect
            name="etat"
            label="État"
            params={params}
            empty="Tous"
            options={SERVICE_ETATS.map((value) => ({ value, label: SERVICE_ETAT_LABELS[value] }))}
          />
        </FilterBar>
        {services.length > 0 ? (
          <>
            <ServicesTable path={PATH} services={services} />
            <p className="text-muted text-sm">{formatCount(services.length, "service")}</p>
          </>
        ) : (
          <EmptyState
            title="Aucun service ne correspond"
            action={<LinkButton href={PATH}>Voir tout le catalogue</LinkButton>}
          >
            Retirez un filtre, ou cherchez un autre mot.
          </EmptyState>
        )}
      </div>
    </>
  )
}
