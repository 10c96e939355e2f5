import type { Metadata } from "next"
import { CompteView } from "@/components/reglements/compte-view.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { countMouvements, findCompte, listMouvements } from "@/lib/reglements/queries/compte.ts"
import { pageFilter } from "@/lib/reglements/schema.ts"

export const metadata: Metadata = { title: "Extrait de compte" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function ComptePage({ params, searchParams }: Props) {
  const ctx = await membreContext((await params).collectivite)
  const { collectiviteId, publicId } = only(ctx)
  const { page } = pageFilter.parse(listParams(await searchParams))
  const found = await read(ctx, async (tx) => ({
    compte: await findCompte(tx, collectiviteId, today()),
    mouvements: await listMouvements(tx, collectiviteId, page),
    counted: await countMouvements(tx, collectiviteId),
  }))
  const path = `/c/${publicId}/titres`
  return (
    <>
      <PageHeader
        title="Extrait de compte"
        crumbs={[{ href: path, label: "Titres à payer" }]}
        lede="Tout ce qui vous a été demandé, ce qui en a été retiré, et ce que le comptable a reçu de vous."
      />
      <CompteView {...found} page={page} path={`${path}/compte`} titreHref={(titre) => `${path}/${titre}`} />
    </>
  )
}
