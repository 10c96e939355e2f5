import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { EtatForm } from "@/components/redevances/etat-form.tsx"
import { RedevancesTable } from "@/components/redevances/redevances-table.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { declareEtatForAction } from "@/lib/redevances/actions/bureau.ts"
import { consultCommune } from "@/lib/redevances/commands/consult.ts"
import { summarize } from "@/lib/redevances/rules/situation.ts"

export const metadata: Metadata = { title: "Redevances d’une commune" }

export default async function CommuneRedevancesPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const ctx = await agentContext()
  const { collectivite } = await params
  const day = today()
  const found = await consultCommune(ctx, collectivite, day)
  if (!found) notFound()
  const { nom, redevances, mandat, operateurs } = found
  const path = `/gestion/redevances/communes/${collectivite}`
  const bilan = summarize(redevances.lignes, day)
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Redevances", href: "/gestion/redevances" }]}
        title={nom}
        lede={mandat ? `Mandat donné le ${formatDay(mandat.donneLe)}.` : "Sans mandat : consultation seulement."}
        action={<LinkButton href={`${path}/deliberation`}>Délibérations</LinkButton>}
      />
      <Figures
        figures={[
          { label: "Reste dû", value: formatAmount(bilan.du) },
          { label: "Demandé", value: formatAmount(bilan.demande) },
          { label: "Reçu", value: formatAmount(bilan.recu) },
          { label: `Perdu au 31 décembre ${yearOf(day)}`, value: formatAmount(bilan.enJeu) },
        ]}
      />
      {redevances.anomalies.map(({ genre, annee, operateurId, message }) => (
        <Notice key={`${genre}-${annee}-${operateurId}`} tone="attention">
          {message}
        </Notice>
      ))}
      <Section title="Par année et par opérateur">
        {redevances.lignes.length === 0 ? (
          <EmptyState title="Aucun état du patrimoine pour le moment." />
        ) : (
          <RedevancesTable rows={redevances.lignes} href={(row) => `${path}/${row.annee}/${row.operateurId}`} />
        )}
      </Section>
      {mandat ? (
        <Section title="Saisir un état pour la commune">
          <EtatForm
            action={declareEtatForAction}
            collectivite={collectivite}
            operateurs={operateurs}
            annee={yearOf(day)}
            recuLe={day}
            replaces
          />
        </Section>
      ) : null}
    </>
  )
}
