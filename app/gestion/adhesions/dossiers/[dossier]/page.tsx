import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DeliberationForm } from "@/components/adhesions/deliberation-form.tsx"
import { DossierBadge } from "@/components/adhesions/dossier-badge.tsx"
import { DossierFacts } from "@/components/adhesions/dossier-facts.tsx"
import { DossierTimeline } from "@/components/adhesions/dossier-timeline.tsx"
import { EtapesList } from "@/components/souscriptions/etapes-list.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { deliberationAction } from "@/lib/adhesions/actions.ts"
import { findDossierPage } from "@/lib/adhesions/queries/dossier-page.ts"
import { etapesOf } from "@/lib/adhesions/rules/etapes.ts"
import { today } from "@/lib/platform/dates.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { AbandonForm, CharteForm, PremiereForm, RepresentantForm } from "./_components/staff-forms.tsx"

export const metadata: Metadata = { title: "Dossier d’adhésion" }

export default async function DossierPage({ params }: { params: Promise<{ dossier: string }> }) {
  const ctx = await agentContext()
  const { dossier: id } = await params
  if (!isIdentifier(id)) notFound()
  const page = await read(ctx, (tx) => findDossierPage(tx, id, today()))
  if (!page) notFound()
  const { dossier, enCours, body, mandats, representant, manques, suivis } = page
  const hidden = { dossier: id, version: String(dossier.version) }
  const may = denial(ctx, "adhesions.manage", new Date()) === null
  const preparing = may && dossier.etat === "en_preparation"
  const due = dossier.etat === "en_vigueur" && dossier.titreId === null && (dossier.montantPremiere ?? 0n) > 0n
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adhésions", href: "/gestion/adhesions" }]}
        title={`Adhésion : ${body.nom}`}
        state={<DossierBadge etat={dossier.etat} />}
        action={
          dossier.acteId ? <LinkButton href={`/gestion/actes/${dossier.acteId}`}>Voir la charte</LinkButton> : null
        }
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-12">
        <div className="grid content-start gap-8">
          <Section
            title="Où en est ce dossier"
            action={<a href={`/gestion/collectivites/${body.publicId}`}>Dossier de {body.nom}</a>}
          >
            <DossierFacts dossier={dossier} representant={representant} />
          </Section>
          <EtapesList etapes={etapesOf(enCours, today())} title="Qui fait quoi, et quand" />
          {preparing ? (
            <>
              <DeliberationForm action={deliberationAction} hidden={hidden} dossier={dossier} />
              <RepresentantForm
                hidden={hidden}
                dossier={dossier}
                mandats={mandats}
                mandatsHref={`/gestion/collectivites/${body.publicId}/mandats`}
              />
              <CharteForm hidden={hidden} manques={manques} />
              <AbandonForm hidden={hidden} />
            </>
          ) : null}
          {due && denial(ctx, "adhesions.bill", new Date()) === null ? (
            <PremiereForm hidden={hidden} dossier={dossier} />
          ) : null}
        </div>
        <Section title="Historique">
          <DossierTimeline suivis={suivis} />
        </Section>
      </div>
    </>
  )
}
