import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listVersions } from "@/lib/bal/queries/report.ts"
import { choixOf, communeOf, crumbOf } from "../_components/choix.ts"
import { DifferencesList } from "./_components/differences-list.tsx"
import { ProgressCurve } from "./_components/progress-curve.tsx"
import { VersionsTable } from "./_components/versions-table.tsx"

export const metadata: Metadata = { title: "Évolution des adresses" }

type Props = {
  params: Promise<{ collectivite: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function VersionsPage({ params, searchParams }: Props) {
  const ctx = await membreContext((await params).collectivite)
  const choix = await choixOf(searchParams)
  const { commune, versions } = await read(ctx, async (tx) => {
    const found = await communeOf(tx, ctx, choix)
    return { commune: found, versions: await listVersions(tx, only(ctx).collectiviteId, found.id) }
  })
  const [last] = versions
  return (
    <>
      <PageHeader
        crumbs={[crumbOf(ctx, commune).crumb]}
        title="Évolution"
        lede={`Chaque fichier reçu pour ${commune.nom} est une version : ce qu’elle a changé, et le chemin parcouru.`}
      />
      {last ? (
        <>
          <ProgressCurve versions={[...versions].reverse()} />
          <Section title={`Ce que la version ${last.numero} a changé`}>
            <DifferencesList differences={last.differences} />
          </Section>
          <Section title="Toutes les versions">
            <VersionsTable versions={versions} />
          </Section>
        </>
      ) : (
        <EmptyState title="Aucune version pour le moment.">
          Déposez un premier fichier depuis la page Adresses.
        </EmptyState>
      )}
    </>
  )
}
