import type { Metadata } from "next"
import { ChangementsList } from "@/components/catalogue/changements-list.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findHabitants } from "@/lib/catalogue/queries/conditions.ts"
import { findVersion, findVersionEnVigueur, listUtilises } from "@/lib/catalogue/queries/versions.ts"
import { changesFor, compareVersions } from "@/lib/catalogue/rules/versions.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Ce qui change pour nous" }

/** The catalogue in force against the one before, for this collectivité alone. */
export default async function ChangementsPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom, type } = only(ctx)
  const found = await read(ctx, async (tx) => {
    const version = await findVersionEnVigueur(tx, today())
    if (!version) return null
    return {
      version,
      before: await findVersion(tx, version.numero - 1),
      habitants: await findHabitants(tx, collectiviteId),
      utilises: await listUtilises(tx, collectiviteId),
    }
  })
  const crumbs = [{ label: "Services", href: `/c/${collectivite}/services` }]
  if (!found?.before) {
    return (
      <>
        <PageHeader crumbs={crumbs} title="Ce qui change pour nous" />
        <EmptyState title="Une seule version du catalogue est publiée.">Il n’y a encore rien à comparer.</EmptyState>
      </>
    )
  }
  const { version, before, habitants, utilises } = found
  const { utilises: used, ouverts } = changesFor(compareVersions(before.services, version.services), {
    ...{ type, habitants, utilises },
  })
  return (
    <>
      <PageHeader
        crumbs={crumbs}
        title="Ce qui change pour nous"
        lede={`${nom} : « ${version.libelle} », en vigueur depuis le ${formatDay(version.depuis)}, comparé à « ${before.libelle} ».`}
      />
      {version.note ? <p className="max-w-measure">{version.note}</p> : null}
      <Section title="Ce que vous utilisez">
        {used.length === 0 ? (
          <p className="text-muted">Rien ne change dans ce que vous utilisez.</p>
        ) : (
          <ChangementsList changements={used} />
        )}
      </Section>
      <Section title="Ce que vous pouvez maintenant avoir, ou qui a changé">
        {ouverts.length === 0 ? (
          <p className="text-muted">Rien de nouveau ne s’adresse à votre collectivité.</p>
        ) : (
          <ChangementsList changements={ouverts} />
        )}
      </Section>
    </>
  )
}
