import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findServiceFile, listPiliers } from "@/lib/catalogue/queries/manage.ts"
import { ServiceForm } from "../../_components/service-form.tsx"

export const metadata: Metadata = { title: "Modifier un service" }

const PATH = "/gestion/catalogue"

export default async function ModifierServicePage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const { service, piliers } = await read(ctx, async (tx) => ({
    service: await findServiceFile(tx, slug),
    piliers: await listPiliers(tx),
  }))
  if (!service) notFound()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: PATH },
          { label: service.nom, href: `${PATH}/${slug}` },
        ]}
        title={`Modifier ${service.nom}`}
        lede="Ce que vous enregistrez est montré aussitôt. Les souscriptions gardent le prix auquel elles ont été demandées."
      />
      <ServiceForm piliers={piliers} service={service} backHref={`${PATH}/${slug}`} />
    </>
  )
}
