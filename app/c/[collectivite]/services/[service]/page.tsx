import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ConditionsSection } from "@/components/catalogue/conditions-section.tsx"
import { PriceList } from "@/components/catalogue/price-list.tsx"
import { ServiceDescription } from "@/components/catalogue/service-description.tsx"
import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findComplements } from "@/lib/catalogue/queries/complements.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { idsOf, listCitees } from "@/lib/deliberations/queries.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { findEligibility } from "@/lib/souscriptions/queries/eligibility.ts"
import { findInvitation } from "@/lib/souscriptions/queries/invitation.ts"
import { listMemberSouscriptions } from "@/lib/souscriptions/queries/member.ts"
import { currentOf } from "@/lib/souscriptions/rules/life.ts"
import { InviteCommunes } from "./_components/invite-communes.tsx"
import { NextStep } from "./_components/next-step.tsx"
import { PricePreview } from "./_components/price-preview.tsx"

export const metadata: Metadata = { title: "Un service" }

type Props = { params: Promise<{ collectivite: string; service: string }> }

export default async function ServicePage({ params }: Props) {
  const { collectivite, service: slug } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, type } = only(ctx)
  const day = today()
  const found = await read(ctx, async (tx) => {
    const service = await findOffered(tx, slug, day)
    return (
      service && {
        service,
        complements: await findComplements(tx, service.id),
        citees: await listCitees(tx, idsOf(service)),
        souscriptions: await listMemberSouscriptions(tx, collectiviteId),
        invitation: type === "epci" ? await findInvitation(tx, { collectiviteId, serviceId: service.id }) : null,
        ...(await findEligibility(tx, service, { collectiviteId, type }, day)),
      }
    )
  })
  if (!found) notFound()
  const { service, citees, complements, souscriptions, eligible, conditions, invitation } = found
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
      <NextStep service={service} mine={mine} eligible={eligible} path={path} />
      <ServiceDescription service={service} />
      <Section title={`Ce que cela coûte pour ${nom}`}>
        <PriceList service={service} citees={citees} />
        <PricePreview service={service} />
      </Section>
      <ConditionsSection service={service} complements={complements} conditions={conditions} today={day} />
      {invitation ? (
        <InviteCommunes {...invitation} collectivite={collectivite} service={service.slug} today={day} />
      ) : null}
    </>
  )
}
