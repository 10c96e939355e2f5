import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ConditionsSection } from "@/components/catalogue/conditions-section.tsx"
import { PriceList } from "@/components/catalogue/price-list.tsx"
import { ServiceDescription } from "@/components/catalogue/service-description.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findComplements } from "@/lib/catalogue/queries/complements.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { idsOf, listCiteesPubliques } from "@/lib/deliberations/queries.ts"
import { today } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Un service du catalogue" }

export default async function ServicePage({ params }: { params: Promise<{ service: string }> }) {
  const { service: slug } = await params
  const day = today()
  const found = await read(PUBLIC, async (tx) => {
    const service = await findOffered(tx, slug, day)
    return (
      service && {
        service,
        complements: await findComplements(tx, service.id),
        citees: await listCiteesPubliques(tx, idsOf(service)),
      }
    )
  })
  if (!found) notFound()
  const { service, citees, complements } = found
  return (
    <>
      <PageHeader crumbs={[{ label: "Catalogue", href: "/catalogue" }]} title={service.nom} lede={service.pilier} />
      {service.maturite === "perspective" ? (
        <Notice title="En projet">Ce service n’est pas encore ouvert : il est annoncé ou à l’étude.</Notice>
      ) : null}
      <ServiceDescription service={service} />
      <Section title="Ce que cela coûte">
        <PriceList service={service} citees={citees} />
        <p className="flex flex-wrap gap-3 pt-2">
          <LinkButton href="/connexion">Se connecter pour le demander</LinkButton>
          <LinkButton href="/simulateur" look="quiet">
            Ce que coûterait l’adhésion
          </LinkButton>
        </p>
      </Section>
      <ConditionsSection service={service} complements={complements} today={day} />
    </>
  )
}
