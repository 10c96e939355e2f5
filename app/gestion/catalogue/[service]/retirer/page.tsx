import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { EtatForm } from "../_components/etat-form.tsx"

export const metadata: Metadata = { title: "Retirer un service" }

const PATH = "/gestion/catalogue"

/** What the dialog of the service's page shows, for a browser without scripts. */
export default async function RetirerServicePage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const service = await read(ctx, (tx) => findServiceFile(tx, slug))
  if (service?.etat !== "publie") notFound()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: PATH },
          { label: service.nom, href: `${PATH}/${slug}` },
        ]}
        title={`Retirer ${service.nom} ?`}
        lede="Les mairies ne pourront plus le demander. Ce qui est en service continue, et vous pourrez le publier à nouveau."
      />
      <EtatForm service={service} etat="retire" />
    </>
  )
}
