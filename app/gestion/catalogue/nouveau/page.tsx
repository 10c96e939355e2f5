import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listPiliers } from "@/lib/catalogue/queries/manage.ts"
import { ServiceForm } from "../_components/service-form.tsx"

export const metadata: Metadata = { title: "Créer un service" }

const PATH = "/gestion/catalogue"

export default async function NouveauServicePage() {
  const ctx = await agentContext()
  const piliers = await read(ctx, listPiliers)
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Catalogue", href: PATH }]}
        title="Créer un service"
        lede="Il reste un brouillon, que vous seuls voyez, jusqu’à ce que vous le publiiez."
      />
      <ServiceForm piliers={piliers} backHref={PATH} />
    </>
  )
}
