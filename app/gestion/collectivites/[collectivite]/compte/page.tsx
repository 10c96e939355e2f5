import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CompteView } from "@/components/reglements/compte-view.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { consultDossier } from "@/lib/collectivites/commands/consult.ts"
import { today } from "@/lib/platform/dates.ts"
import { countMouvements, findCompte, listMouvements } from "@/lib/reglements/queries/compte.ts"
import { pageFilter } from "@/lib/reglements/schema.ts"

export const metadata: Metadata = { title: "Extrait de compte" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ComptePage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const { page } = pageFilter.parse(listParams(await searchParams))
  const found = await consultDossier(ctx, collectivite, async (tx, { id }) => ({
    compte: await findCompte(tx, id, today()),
    mouvements: await listMouvements(tx, id, page),
    counted: await countMouvements(tx, id),
  }))
  if (!found.ok) notFound()
  const { dossier, also } = found.value
  const home = `/gestion/collectivites/${collectivite}`
  return (
    <>
      <PageHeader
        title="Extrait de compte"
        crumbs={[
          { href: "/gestion/collectivites", label: "Collectivités" },
          { href: home, label: dossier.nom },
        ]}
        lede="Chaque titre, correction et règlement, du plus récent au plus ancien, avec le solde après lui."
      />
      <CompteView
        {...also}
        page={page}
        path={`${home}/compte`}
        titreHref={(titre) => `/gestion/titres/${titre}/reglements`}
      />
    </>
  )
}
