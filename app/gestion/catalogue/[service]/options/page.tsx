import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { listOptions } from "@/lib/catalogue/queries/options.ts"
import { OptionForm } from "./_components/option-form.tsx"
import { OptionsTable } from "./_components/options-table.tsx"

export const metadata: Metadata = { title: "Options d’un service" }

export default async function OptionsPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    return service && { service, options: await listOptions(tx, service.id) }
  })
  if (!found) notFound()
  const { service, options } = found
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: service.nom, href: `/gestion/catalogue/${slug}` },
        ]}
        title="Options"
        lede="Ce qu’une mairie peut ajouter en demandant ce service. Un prix changé vaut pour les prochaines demandes : celles déjà faites gardent le leur."
      />
      {options.length === 0 ? (
        <p className="text-muted">Ce service n’a pas d’option.</p>
      ) : (
        <OptionsTable service={service} options={options} />
      )}
      <Section title="Ajouter une option">
        <OptionForm service={service} />
      </Section>
    </>
  )
}
