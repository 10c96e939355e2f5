import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { fichierHref } from "@/components/catalogue/document-links.tsx"
import { sizeWords } from "@/components/documents/words.ts"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { depositFichierVersionAction } from "@/lib/catalogue/actions.ts"
import { type FichierVersion, findServiceDocument } from "@/lib/catalogue/queries/fichiers.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import { formatDay, formatInstant, formatInteger } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { FichierFields } from "../_components/fichier-fields.tsx"

export const metadata: Metadata = { title: "Un fichier d’un service" }

type Props = { params: Promise<{ service: string; document: string }> }

export default async function FichierPage({ params }: Props) {
  const ctx = await agentContext()
  const { service: slug, document: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    const document = service && (await findServiceDocument(tx, service.id, id))
    return document && { service, document }
  })
  if (!found) notFound()
  const { service, document } = found
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: service.nom, href: `/gestion/catalogue/${slug}` },
          { label: "Documents", href: `/gestion/catalogue/${slug}/documents` },
        ]}
        title={document.titre}
        lede="La dernière version est montrée avec le service. Les autres restent, pour les versions du catalogue qui les annexent."
      />
      {document.retire ? (
        <Notice title="Retiré">Ce fichier n’est plus montré ; il reste où une version publiée le nomme.</Notice>
      ) : null}
      <Table
        caption="Versions de ce fichier"
        rows={document.versions}
        rowKey={({ id: key }) => key}
        columns={COLUMNS}
      />
      {document.retire ? null : (
        <Section title="Déposer la version suivante">
          <Form
            action={depositFichierVersionAction}
            hidden={{ service: slug, version: service.version, document: id }}
            aria-label="Déposer la version suivante"
          >
            <FichierFields />
            <div>
              <SubmitButton pending="Envoi et vérification du fichier…">Déposer cette version</SubmitButton>
            </div>
          </Form>
        </Section>
      )}
    </>
  )
}

const COLUMNS = [
  { key: "version", header: "Version", rowHeader: true, cell: ({ version }: FichierVersion) => formatInteger(version) },
  {
    key: "nom",
    header: "Fichier",
    cell: ({ id, nom, taille }: FichierVersion) => (
      <>
        <a href={fichierHref(id)} className="break-all">
          {nom}
        </a>{" "}
        <span className="text-muted">{sizeWords(taille)}</span>
      </>
    ),
  },
  { key: "date", header: "Daté du", cell: ({ dateLe }: FichierVersion) => formatDay(dateLe) },
  { key: "depose", header: "Déposé", cell: ({ deposeLe }: FichierVersion) => formatInstant(deposeLe) },
  {
    key: "empreinte",
    header: "Empreinte SHA-256",
    cell: ({ empreinte }: FichierVersion) => <code className="break-all text-xs">{empreinte}</code>,
  },
]
