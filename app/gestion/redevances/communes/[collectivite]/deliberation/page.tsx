import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DeliberationForm } from "@/components/redevances/deliberation-form.tsx"
import { DeliberationList } from "@/components/redevances/deliberation-list.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { adoptDeliberationForAction, prepareDeliberationForAction } from "@/lib/redevances/actions/bureau.ts"
import { consultDeliberations } from "@/lib/redevances/commands/consult.ts"
import { findBareme } from "@/lib/redevances/rules/bareme.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"

export const metadata: Metadata = { title: "Délibérations d’une commune" }

type Props = { params: Promise<{ collectivite: string }>; searchParams: Promise<{ annee?: string }> }

export default async function DeliberationForPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const { annee: asked } = await searchParams
  const day = today()
  const annee = anneeOf(asked ?? "", day) ?? yearOf(day)
  const found = await consultDeliberations(ctx, collectivite)
  if (!found) notFound()
  const { nom, mandat, deliberations, baremes } = found
  const path = `/gestion/redevances/communes/${collectivite}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: "/gestion/redevances" },
          { label: nom, href: path },
        ]}
        title="Délibérations"
        lede="Le texte est préparé pour la commune ; son conseil vote. Sans délibération, rien ne peut être réclamé."
      />
      <Section title="Ses délibérations">
        {deliberations.length === 0 ? (
          <EmptyState title="Aucune délibération pour le moment." />
        ) : (
          <DeliberationList
            {...{ deliberations, collectivite, path, today: day }}
            adopt={mandat ? adoptDeliberationForAction : null}
          />
        )}
      </Section>
      {mandat ? (
        <Section title="En préparer une">
          <DeliberationForm
            {...{ action: prepareDeliberationForAction, collectivite, annee }}
            bareme={findBareme(baremes, annee)}
          />
        </Section>
      ) : null}
    </>
  )
}
