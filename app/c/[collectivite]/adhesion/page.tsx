import type { Metadata } from "next"
import { DeliberationForm } from "@/components/adhesions/deliberation-form.tsx"
import { DossierBadge } from "@/components/adhesions/dossier-badge.tsx"
import { DossierFacts } from "@/components/adhesions/dossier-facts.tsx"
import { DossierTimeline } from "@/components/adhesions/dossier-timeline.tsx"
import { RenounceForm, RetraitForm } from "@/components/adhesions/retrait-forms.tsx"
import { EtapesList } from "@/components/souscriptions/etapes-list.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { memberDeliberationAction, memberRenounceAction, memberRetraitAction } from "@/lib/adhesions/actions.ts"
import { findCurrentDossier, findPreavis, listDossierSuivis } from "@/lib/adhesions/queries/dossiers.ts"
import { listDossiersEnCours } from "@/lib/adhesions/queries/etapes.ts"
import { etapesOf } from "@/lib/adhesions/rules/etapes.ts"
import { computeRetraitEffet } from "@/lib/adhesions/rules/life.ts"
import { listActes } from "@/lib/conventions/queries/actes.ts"
import { today } from "@/lib/platform/dates.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { ActesTasks } from "./_components/actes-tasks.tsx"

export const metadata: Metadata = { title: "Adhésion et conventions" }

const MOST = 100

export default async function AdhesionPage({ params }: { params: Promise<{ collectivite: string }> }) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const { dossier, enCours, suivis, actes, mandats, preavis, enService } = await read(ctx, async (tx) => {
    const dossier = await findCurrentDossier(tx, collectiviteId)
    return {
      dossier,
      enCours: dossier ? await listDossiersEnCours(tx, dossier.id) : [],
      suivis: dossier ? await listDossierSuivis(tx, collectiviteId, dossier.id) : [],
      actes: await listActes(tx, { collectiviteId, limit: MOST }),
      mandats: await listMandats(tx, collectiviteId),
      preavis: await findPreavis(tx),
      enService: await tx.souscription.count({ where: { collectiviteId, etat: "en_service" } }),
    }
  })
  const named = mandats.find(({ id }) => id === dossier?.representantId)
  const hidden = { collectivite, dossier: dossier?.id ?? "", version: String(dossier?.version ?? 0) }
  const withdraws = denial(ctx, "adhesions.withdraw", new Date()) === null
  return (
    <>
      <PageHeader
        title="Adhésion et conventions"
        state={dossier ? <DossierBadge etat={dossier.etat} /> : null}
        lede={`Ce qui engage ${nom}, et où en est chaque signature.`}
        action={<a href={`/c/${collectivite}/mandats`}>Qui peut signer</a>}
      />
      <ActesTasks actes={actes} path={`/c/${collectivite}/actes`} />
      {dossier ? (
        <>
          <Section title="L’adhésion">
            <DossierFacts dossier={dossier} representant={named ? `${named.nom}, ${named.fonction}` : null} />
          </Section>
          {enCours.map((file) => (
            <EtapesList key={file.id} etapes={etapesOf(file, today())} title="Qui fait quoi, et quand" />
          ))}
          {dossier.etat === "en_preparation" ? (
            <DeliberationForm action={memberDeliberationAction} hidden={hidden} dossier={dossier} />
          ) : null}
          <Section title="Historique">
            <DossierTimeline suivis={suivis} />
          </Section>
          {dossier.etat === "en_vigueur" && withdraws ? (
            <RetraitForm
              action={memberRetraitAction}
              hidden={hidden}
              effet={computeRetraitEffet(today(), preavis)}
              enService={enService}
            />
          ) : null}
          {dossier.etat === "retrait_demande" && withdraws ? (
            <RenounceForm action={memberRenounceAction} hidden={hidden} />
          ) : null}
        </>
      ) : (
        <EmptyState title="Aucun dossier d’adhésion sur le portail">
          Une adhésion plus ancienne que le portail n’y a pas de dossier : ses documents, s’ils ont été déposés, sont
          dans vos documents.
        </EmptyState>
      )}
    </>
  )
}
