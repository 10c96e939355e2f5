import type { Metadata } from "next"
import { DeliberationForm } from "@/components/redevances/deliberation-form.tsx"
import { DeliberationList } from "@/components/redevances/deliberation-list.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { adoptDeliberationAction, prepareDeliberationAction } from "@/lib/redevances/actions/commune.ts"
import { listDeliberations } from "@/lib/redevances/queries/deliberations.ts"
import { listBaremes } from "@/lib/redevances/queries/reference.ts"
import { findBareme } from "@/lib/redevances/rules/bareme.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"

export const metadata: Metadata = { title: "Délibération sur les redevances" }

type Props = { params: Promise<{ collectivite: string }>; searchParams: Promise<{ annee?: string }> }

export default async function DeliberationPage({ params, searchParams }: Props) {
  const { collectivite } = await params
  const { annee: asked } = await searchParams
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const day = today()
  const annee = anneeOf(asked ?? "", day) ?? yearOf(day)
  const { deliberations, baremes } = await read(ctx, async (tx) => ({
    deliberations: await listDeliberations(tx, collectiviteId),
    baremes: await listBaremes(tx),
  }))
  const path = `/c/${collectivite}/redevances`
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Redevances", href: path }]}
        title="Délibération"
        lede="Sans délibération du conseil, aucune redevance ne peut être réclamée. Le texte est rempli pour vous ; le conseil vote."
      />
      {deliberations.length > 0 ? (
        <Section title="Vos délibérations">
          <DeliberationList
            adopt={adoptDeliberationAction}
            deliberations={deliberations}
            collectivite={collectivite}
            path={path}
            today={day}
          />
        </Section>
      ) : null}
      <Section title="En préparer une">
        <DeliberationForm
          action={prepareDeliberationAction}
          collectivite={collectivite}
          annee={annee}
          bareme={findBareme(baremes, annee)}
        />
      </Section>
    </>
  )
}
