import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DepositForm } from "@/components/documents/deposit-form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { depositAction } from "@/lib/documents/actions.ts"
import { findDocumentFile } from "@/lib/documents/queries/file.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { virusScan } from "@/lib/ports/virus-scan.ts"

export const metadata: Metadata = { title: "Déposer un document" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<{ remplace?: string }>
}

export default async function DeposerPage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { remplace: id } = await searchParams
  const { collectiviteId } = only(ctx)
  const remplace = id && isIdentifier(id) ? await read(ctx, (tx) => findDocumentFile(tx, collectiviteId, id)) : null
  if (id && !remplace?.deposeParId) notFound()
  return (
    <>
      <PageHeader
        title={remplace ? "Déposer une nouvelle version" : "Déposer un document"}
        lede={
          remplace
            ? `De « ${remplace.titre} ». La version d’avant reste lisible.`
            : "Une délibération, un acte signé sur papier, une pièce utile à votre dossier : votre opérateur le voit aussi."
        }
        crumbs={[{ label: "Documents", href: `/c/${collectivite}/documents` }]}
      />
      <DepositForm
        action={depositAction}
        collectivite={collectivite}
        remplace={remplace}
        scanned={virusScan() !== null}
      />
    </>
  )
}
