import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { fichierHref } from "@/components/catalogue/document-links.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { attachDocumentAction, depositFichierAction, detachDocumentAction } from "@/lib/catalogue/actions.ts"
import { listServiceDocuments, type ServiceDocument } from "@/lib/catalogue/queries/fichiers.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { FichierFields } from "./_components/fichier-fields.tsx"

export const metadata: Metadata = { title: "Documents d’un service" }

export default async function DocumentsPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    return service && { service, documents: await listServiceDocuments(tx, service.id) }
  })
  if (!found) notFound()
  const { service, documents } = found
  const path = `/gestion/catalogue/${slug}`
  const hidden = { service: slug, version: service.version }
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: service.nom, href: path },
        ]}
        title="Documents"
        lede="Ce qu’il y a à lire sur ce service : guides, conditions, site du prestataire. Montré avec le service, à tous ; la version du catalogue qu’annexe une charte nomme chaque fichier et son empreinte."
      />
      {documents.length === 0 ? (
        <p className="text-muted">Aucun document n’est joint à ce service.</p>
      ) : (
        <Table
          caption="Documents de ce service"
          rows={documents}
          rowKey={({ id }) => id}
          columns={[
            { key: "titre", header: "Titre", rowHeader: true, cell: ({ titre }: ServiceDocument) => titre },
            {
              key: "quoi",
              header: "Fichier ou adresse",
              cell: (document: ServiceDocument) => <Where document={document} path={path} />,
            },
            {
              key: "acte",
              header: "Changer",
              cell: ({ id, titre }: ServiceDocument) => (
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
      <Section title="Déposer un fichier">
        <Form action={depositFichierAction} hidden={hidden} aria-label="Déposer un fichier">
          <TextField name="titre" label="Titre" hint="Par exemple « Guide de prise en main »." required />
          <FichierFields />
          <div>
            <SubmitButton pending="Envoi et vérification du fichier…">Déposer ce fichier</SubmitButton>
          </div>
        </Form>
      </Section>
      <Section title="Joindre une page publiée ailleurs">
        <Form action={attachDocumentAction} hidden={hidden} aria-label="Joindre un document">
          <TextField name="titre" label="Titre" required />
          <TextField
            name="adresse"
            label="Adresse"
            hint="Là où elle est publiée, par exemple https://exemple.fr/guide."
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

function Where({ document: { id, titre, adresse, fichier }, path }: { document: ServiceDocument; path: string }) {
  if (!fichier)
    return (
      <a href={String(adresse)} className="break-all">
        {adresse}
      </a>
    )
  return (
    <>
      <a href={fichierHref(fichier.id)} className="break-all">
        {fichier.nom}
      </a>{" "}
      <span className="text-muted">
        version {fichier.version}, du {formatDay(fichier.dateLe)}.
      </span>{" "}
      <a href={`${path}/documents/${id}`}>
        Versions<span className="sr-only"> de {titre}</span>
      </a>
    </>
  )
}
