import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { attachDocumentAction, detachDocumentAction } from "@/lib/catalogue/actions.ts"
import { findComplements } from "@/lib/catalogue/queries/complements.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"

export const metadata: Metadata = { title: "Documents d’un service" }

export default async function DocumentsPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    return service && { service, documents: (await findComplements(tx, service.id)).documents }
  })
  if (!found) notFound()
  const { service, documents } = found
  const hidden = { service: slug, version: service.version }
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: service.nom, href: `/gestion/catalogue/${slug}` },
        ]}
        title="Documents"
        lede="Ce qu’il y a à lire sur ce service : guides, conditions, site du prestataire. Montré avec le service, à tous."
      />
      {documents.length === 0 ? (
        <p className="text-muted">Aucun document n’est joint à ce service.</p>
      ) : (
        <Table
          caption="Documents de ce service"
          rows={documents}
          rowKey={({ id }) => id}
          columns={[
            { key: "titre", header: "Titre", rowHeader: true, cell: ({ titre }) => titre },
            {
              key: "adresse",
              header: "Adresse",
              cell: ({ adresse }) => (
                <a href={adresse} className="break-all">
                  {adresse}
                </a>
              ),
            },
            {
              key: "acte",
              header: "Changer",
              cell: ({ id, titre }) => (
                <Form
                  action={detachDocumentAction}
                  hidden={{ ...hidden, document: id }}
                  aria-label={`Retirer ${titre}`}
                  className="grid"
                >
                  <SubmitButton look="quiet" pending="Retrait…">
                    Retirer<span className="sr-only"> : {titre}</span>
                  </SubmitButton>
                </Form>
              ),
            },
          ]}
        />
      )}
      <Section title="Joindre un document">
        <Form action={attachDocumentAction} hidden={hidden} aria-label="Joindre un document">
          <TextField name="titre" label="Titre" required />
          <TextField
            name="adresse"
            label="Adresse"
            hint="Là où il est publié, par exemple https://exemple.fr/guide.pdf."
            type="url"
            required
          />
          <div>
            <SubmitButton pending="Enregistrement…">Joindre ce document</SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}
