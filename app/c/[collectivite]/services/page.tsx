import type { Metadata } from "next"
import { BesoinsSection } from "@/components/catalogue/besoins-section.tsx"
import { OffreFilters } from "@/components/catalogue/offre-filters.tsx"
import { OffreSections } from "@/components/catalogue/offre-sections.tsx"
import { OffresExternes } from "@/components/catalogue/offres-externes.tsx"
import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listBesoins, listOffresExternes } from "@/lib/catalogue/queries/complements.ts"
import { listPiliers } from "@/lib/catalogue/queries/manage.ts"
import { listOffered } from "@/lib/catalogue/queries/published.ts"
import { offreFilter } from "@/lib/catalogue/schema.ts"
import { listMesConsultations } from "@/lib/consultations/queries/consultations.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatList } from "@/lib/platform/format.ts"
import { listMemberSouscriptions } from "@/lib/souscriptions/queries/member.ts"
import { currentOf } from "@/lib/souscriptions/rules/life.ts"

export const metadata: Metadata = { title: "Services" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ServicesPage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, type } = only(ctx)
  const typed = listParams(await searchParams)
  const filter = offreFilter.parse(typed)
  const { services, piliers, souscriptions, offres, besoins, consultations } = await read(ctx, async (tx) => ({
    services: await listOffered(tx, filter, today(), type),
    piliers: await listPiliers(tx),
    souscriptions: await listMemberSouscriptions(tx, collectiviteId),
    offres: await listOffresExternes(tx),
    besoins: await listBesoins(tx),
    consultations: await listMesConsultations(tx, { collectiviteId, type }, today()),
  }))
  const path = `/c/${collectivite}/services`
  const current = currentOf(souscriptions)
  const asked = consultations.filter(({ reponse }) => reponse === null)
  return (
    <>
      <PageHeader
        title="Services"
        lede={`Tout ce que ${nom} peut utiliser, ce qui est déjà ouvert, et ce que cela coûte.`}
        action={
          <p className="flex flex-wrap gap-x-5 gap-y-1">
            <a href={`${path}/changements`}>Ce qui change pour nous</a>
            <a href={`/c/${collectivite}/consultations`}>Votre avis</a>
          </p>
        }
      />
      {asked.length > 0 ? (
        <Notice title="L’opérateur demande votre avis">
          <p>
            {formatList(asked.map(({ titre }) => titre))} :{" "}
            <a href={`/c/${collectivite}/consultations`}>répondre en deux minutes</a>.
          </p>
        </Notice>
      ) : null}
      <OffreFilters path={path} params={typed} piliers={piliers} />
      <OffreSections
        services={services}
        searched={Boolean(filter.q)}
        path={path}
        state={({ id }) => {
          const mine = current.get(id)
          return mine ? <EtatBadge etat={mine.etat} /> : null
        }}
      />
      {filter.q ? null : (
        <>
          <BesoinsSection besoins={besoins} path={path} />
          <OffresExternes offres={offres} />
        </>
      )}
    </>
  )
}
