import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PriceList } from "@/components/catalogue/price-list.tsx"
import { ServiceDescription } from "@/components/catalogue/service-description.tsx"
import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { findStatut } from "@/lib/collectivites/queries/dossier.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { listMemberSouscriptions } from "@/lib/souscriptions/queries/member.ts"
import { checkEligible, currentOf } from "@/lib/souscriptions/rules/life.ts"
import { NextStep } from "./_components/next-step.tsx"
import { PricePreview } from "./_components/price-preview.tsx"

export const metadata: Metadata = { title: "Un service" }

type Props = { params: Promise<{ collectivite: string; service: string }> }

export default async function ServicePage({ params }: Props) {
  const { collectivite, service: slug } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, type } = only(ctx)
  const { service, souscriptions, statut } = await read(ctx, async (tx) => ({
    service: await findOffered(tx, slug, today()),
    souscriptions: await listMemberSouscriptions(tx, collectiviteId),
    statut: await findStatut(tx, collectiviteId),
  }))
  if (!service) notFound()
  const mine = currentOf(souscriptions).get(service.id) ?? null
  const path = `/c/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Services", href: `${path}/services` }]}
        title={service.nom}
        state={mine ? <EtatBadge etat={mine.etat} /> : null}
        lede={
          mine?.etat === "en_service" && mine.enServiceLe
            ? `${service.pilier}. En service depuis le ${formatDay(mine.enServiceLe)}.`
            : service.pilier
        }
      />
      <NextStep service={service} mine={mine} eligible={checkEligible({ service, type, statut })} path={path} />
      <ServiceDescription service={service} />
      <Section title={`Ce que cela coûte pour ${nom}`}>
        <PriceList service={service} />
        <PricePreview service={service} />
      </Section>
    </>
  )
}
