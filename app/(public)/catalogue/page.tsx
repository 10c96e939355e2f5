import type { Metadata } from "next"
import { BesoinsSection } from "@/components/catalogue/besoins-section.tsx"
import { OffreFilters } from "@/components/catalogue/offre-filters.tsx"
import { OffreSections } from "@/components/catalogue/offre-sections.tsx"
import { OffresExternes } from "@/components/catalogue/offres-externes.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { listBesoins, listOffresExternes } from "@/lib/catalogue/queries/complements.ts"
import { listPiliers } from "@/lib/catalogue/queries/manage.ts"
import { listOffered } from "@/lib/catalogue/queries/published.ts"
import { findVersionEnVigueur } from "@/lib/catalogue/queries/versions.ts"
import { offreFilter } from "@/lib/catalogue/schema.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Catalogue des services" }

const PATH = "/catalogue"
type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function CataloguePage({ searchParams }: Props) {
  const params = listParams(await searchParams)
  const filter = offreFilter.parse(params)
  const { services, piliers, offres, besoins, version } = await read(PUBLIC, async (tx) => ({
    services: await listOffered(tx, filter, today()),
    piliers: await listPiliers(tx),
    offres: await listOffresExternes(tx),
    besoins: await listBesoins(tx),
    version: await findVersionEnVigueur(tx, today()),
  }))
  return (
    <>
      <PageHeader
        title="Catalogue des services"
        lede="Tout ce que l’agence propose aux collectivités, et ce que cela coûte aujourd’hui."
      />
      <OffreFilters path={PATH} params={params} piliers={piliers} />
      <OffreSections services={services} searched={Boolean(filter.q)} path={PATH} />
      {filter.q ? null : (
        <>
          <BesoinsSection besoins={besoins} path={PATH} />
          <OffresExternes offres={offres} />
        </>
      )}
      {version ? (
        <p className="text-muted text-sm">
          Version annexée aux chartes signées aujourd’hui : {version.libelle}, en vigueur depuis le{" "}
          {formatDay(version.depuis)}.
        </p>
      ) : null}
    </>
  )
}
