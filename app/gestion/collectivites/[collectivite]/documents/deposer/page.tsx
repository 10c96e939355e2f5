import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DepositForm } from "@/components/documents/deposit-form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { consultDossier } from "@/lib/collectivites/commands/consult.ts"
import { depositAsAgentAction } from "@/lib/documents/actions.ts"
import { findDocumentFile } from "@/lib/documents/queries/file.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { virusScan } from "@/lib/ports/virus-scan.ts"

export const metadata: Metadata = { title: "Déposer un document" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<{ remplace?: string }>
}

export default async function DeposerPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const { remplace: id } = await searchParams
  const found = await consultDossier(ctx, collectivite, (tx, dossier) =>
    id && isIdentifier(id) ? findDocumentFile(tx, dossier.id, id) : Promise.resolve(null),
  )
  if (!found.ok) notFound()
  const { dossier, also: remplace } = found.value
  if (id && !remplace?.deposeParId) notFound()
  const dossierPath = `/gestion/collectivites/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: dossier.nom, href: dossierPath },
          { label: "Documents", href: `${dossierPath}/documents` },
        ]}
        title={remplace ? "Déposer une nouvelle version" : "Déposer un document"}
        lede={
          remplace
            ? `De « ${remplace.titre} ». La version d’avant reste lisible.`
            : `Dans le dossier de ${dossier.nom}, qui le verra.`
        }
      />
      <DepositForm
        action={depositAsAgentAction}
        collectivite={collectivite}
        remplace={remplace}
        scanned={virusScan() !== null}
      />
    </>
  )
}
