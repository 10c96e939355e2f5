import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DocumentsList, yearsUpTo } from "@/components/documents/documents-list.tsx"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { listHref, listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { consultDossier } from "@/lib/collectivites/commands/consult.ts"
import { countDocuments, findOldestYear, listDocuments } from "@/lib/documents/queries/list.ts"
import { documentsFilter } from "@/lib/documents/schema.ts"
import { today } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Documents d’une collectivité" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function DocumentsPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const list = listParams(await searchParams)
  const filter = documentsFilter.parse(list)
  const found = await consultDossier(ctx, collectivite, async (tx, { id }) => ({
    rows: await listDocuments(tx, id, filter),
    counted: await countDocuments(tx, id, filter, COUNT_BOUND + 1),
    oldest: await findOldestYear(tx, id),
  }))
  if (!found.ok) notFound()
  const { dossier, also } = found.value
  const dossierPath = `/gestion/collectivites/${collectivite}`
  const path = `${dossierPath}/documents`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Collectivités", href: "/gestion/collectivites" },
          { label: dossier.nom, href: dossierPath },
        ]}
        title="Documents"
        lede="Charte, conventions, délibérations, titres, rapports : ce que la collectivité voit aussi."
        action={
          <LinkButton href={`${path}/deposer`} look="primary">
            Déposer un document
          </LinkButton>
        }
      />
      <DocumentsList
        path={path}
        params={list}
        page={filter.page}
        rows={also.rows}
        counted={also.counted}
        years={yearsUpTo(also.oldest, today())}
        also={
          <a href={listHref(`${path}/versement`, list, {})} download className="py-1 text-accent">
            Exporter pour les archives (SEDA)
          </a>
        }
      />
    </>
  )
}
