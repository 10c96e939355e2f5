import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { listOptions } from "@/lib/catalogue/queries/options.ts"
import { OptionForm } from "../_components/option-form.tsx"

export const metadata: Metadata = { title: "Modifier une option" }

export default async function OptionPage({ params }: { params: Promise<{ service: string; option: string }> }) {
  const ctx = await agentContext()
  const { service: slug, option: id } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    return service && { service, options: await listOptions(tx, service.id) }
  })
  const option = found?.options.find((one) => one.id === id)
  if (!found || !option) notFound()
  const path = `/gestion/catalogue/${slug}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: found.service.nom, href: path },
          { label: "Options", href: `${path}/options` },
        ]}
        title={option.nom}
        lede="Ce que vous changez vaut pour les prochaines demandes : celles déjà faites gardent leur nom et leur prix."
      />
      <OptionForm service={found.service} option={option} />
    </>
  )
}
