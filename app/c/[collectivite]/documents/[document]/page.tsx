import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DocumentView } from "@/components/documents/document-view.tsx"
import { EtatBadge } from "@/components/documents/etat-badge.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findDocumentFile } from "@/lib/documents/queries/file.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"

export const metadata: Metadata = { title: "Un document" }

type Props = { params: Promise<{ collectivite: string; document: string }> }

export default async function DocumentPage({ params }: Props) {
  const { collectivite, document: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const document = await read(ctx, (tx) => findDocumentFile(tx, collectiviteId, id))
  if (!document) notFound()
  const path = `/c/${collectivite}/documents`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Documents", href: path }]}
        title={document.titre}
        state={<EtatBadge etat={document.etat} />}
        action={
          document.etat === "disponible" ? (
            <LinkButton href={`/api/documents/${id}`} look="primary">
              Ouvrir le document
            </LinkButton>
          ) : undefined
        }
      />
      <DocumentView document={document} path={path} />
      {document.deposeParId && document.etat !== "detruit" ? (
        <p className="print:hidden">
          <LinkButton href={`${path}/deposer?remplace=${id}`}>Déposer une nouvelle version</LinkButton>
        </p>
      ) : null}
    </>
  )
}
