import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DocumentView } from "@/components/documents/document-view.tsx"
import { EtatBadge } from "@/components/documents/etat-badge.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { consultDossier } from "@/lib/collectivites/commands/consult.ts"
import { findDocumentFile, listRegles } from "@/lib/documents/queries/file.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { Conservation } from "./_components/conservation.tsx"
import { LegaliteForm } from "./_components/legalite-form.tsx"

export const metadata: Metadata = { title: "Un document" }

type Props = { params: Promise<{ collectivite: string; document: string }> }

export default async function DocumentPage({ params }: Props) {
  const ctx = await agentContext()
  const { collectivite, document: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await consultDossier(ctx, collectivite, async (tx, dossier) => ({
    document: await findDocumentFile(tx, dossier.id, id),
    regles: await listRegles(tx),
  }))
  if (!found.ok || !found.value.also.document) notFound()
  const { dossier, also } = found.value
  const { document } = also
  if (!document) notFound()
  const dossierPath = `/gestion/collectivites/${collectivite}`
  const path = `${dossierPath}/documents`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: dossier.nom, href: dossierPath },
          { label: "Documents", href: path },
        ]}
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
      {document.etat === "disponible" ? <LegaliteForm collectivite={collectivite} document={document} /> : null}
      <Conservation
        collectivite={collectivite}
        document={document}
        regle={also.regles.find(({ genre }) => genre === document.genre)}
        decides={denial(ctx, "documents.destroy", new Date()) === null}
      />
    </>
  )
}
