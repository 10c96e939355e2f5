import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PayeursSection } from "@/components/prises-en-charge/payeurs-section.tsx"
import { CoutSection } from "@/components/souscriptions/cout-section.tsx"
import { DemandesList } from "@/components/souscriptions/demandes-list.tsx"
import { DenonciationForms } from "@/components/souscriptions/denonciation-forms.tsx"
import { DevisList } from "@/components/souscriptions/devis-list.tsx"
import { EtapesList } from "@/components/souscriptions/etapes-list.tsx"
import { EtatBadge } from "@/components/souscriptions/etat-badge.tsx"
import { SouscriptionFacts } from "@/components/souscriptions/souscription-facts.tsx"
import { SuiviTimeline } from "@/components/souscriptions/suivi-timeline.tsx"
import { TermeNotice } from "@/components/souscriptions/terme-notice.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { findEtapes } from "@/lib/conventions/queries/etapes.ts"
import { dayInParis, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { listPayeurs } from "@/lib/prises-en-charge/queries/choices.ts"
import { listRecues } from "@/lib/prises-en-charge/queries/parts.ts"
import { denounceAsOperatorAction, renounceAsOperatorAction } from "@/lib/souscriptions/actions.ts"
import { listDemandes } from "@/lib/souscriptions/queries/demandes.ts"
import { findSouscriptionOfAnyone } from "@/lib/souscriptions/queries/file.ts"
import { findConventionJours } from "@/lib/souscriptions/queries/termes.ts"
import { toQuote } from "@/lib/souscriptions/rules/devis.ts"
import { etapesOf, isReady } from "@/lib/souscriptions/rules/etapes.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"
import { AvenantForm, RefuseDemande } from "./_components/avenant-form.tsx"
import { ConventionSection, TachesSection } from "./_components/convention-forms.tsx"
import { EndForm, StartForm } from "./_components/delivery-forms.tsx"
import { DevisForm, WithdrawDevis } from "./_components/devis-forms.tsx"
import { EndPayeur, RecordPayeur } from "./_components/payeur-forms.tsx"

export const metadata: Metadata = { title: "Une souscription" }

export default async function SouscriptionPage({ params }: { params: Promise<{ souscription: string }> }) {
  const ctx = await agentContext()
  const { souscription: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const souscription = await findSouscriptionOfAnyone(tx, id)
    if (!souscription) return null
    const { collectiviteId, serviceId } = souscription
    return {
      souscription,
      etapes: await findEtapes(tx, souscription),
      alertes: await findConventionJours(tx),
      offre: await findOffered(tx, souscription.service.slug, today()),
      demandes: await listDemandes(tx, { collectiviteId, souscriptionId: id }),
      parts: await listRecues(tx, { collectiviteId, serviceId }),
      payeurs: souscription.service.mode === "inclus" ? [] : await listPayeurs(tx, collectiviteId),
    }
  })
  if (!found) notFound()
  const { souscription, etapes, offre, demandes, parts, payeurs, alertes } = found
  const { etat, service, collectivite, demandePar, demandeLe, version } = souscription
  const target = { collectivite: collectivite.publicId, souscription: id, version: String(version) }
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Souscriptions", href: "/gestion/souscriptions" }]}
        title={`${service.nom}, ${collectivite.nom}`}
        state={<EtatBadge etat={etat} />}
        lede={`Demandée le ${formatDay(dayInParis(demandeLe))}${demandePar ? ` par ${demandePar}` : ""}.`}
      />
      <TermeNotice souscription={souscription} day={today()} alertes={alertes} />
      {etat === "approuvee" && isReady(etapes.avancement) ? <StartForm target={target} day={today()} /> : null}
      {etat === "a_approuver" ? (
        <p className="text-muted">
          {toQuote(souscription).service
            ? "La collectivité attend votre devis ; une personne élue l’accepte ou le refuse."
            : "Une personne élue de la collectivité doit approuver."}
        </p>
      ) : null}
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-12">
        <div className="grid content-start gap-8">
          <EtapesList etapes={etapesOf(etapes.avancement, today())} />
          <DemandesList
            demandes={demandes}
            souscription={souscription}
            actes="/gestion/actes"
            act={(demande) =>
              demande.etat === "demandee" ? (
                <RefuseDemande hidden={{ ...target, demande: demande.id }} />
              ) : (
                <p className="text-muted">Une personne élue de la collectivité doit l’approuver.</p>
              )
            }
          />
          <DevisList
            devis={etapes.devis}
            souscription={souscription}
            act={(devis) => <WithdrawDevis hidden={target} devis={devis} />}
          />
          <DevisForm hidden={target} souscription={souscription} devis={etapes.devis} />
          <ConventionSection etapes={etapes} hidden={target} />
          {etat === "approuvee" ? <TachesSection taches={etapes.taches} /> : null}
          {service.outil === "messagerie" ? (
            <p>
              <LinkButton href={`/gestion/souscriptions/${id}/messagerie`}>
                Nom de domaine, boîtes et migration
              </LinkButton>
            </p>
          ) : null}
          {service.parPoste ? (
            <p>
              <LinkButton href={`/gestion/souscriptions/${id}/postes`}>Les postes, leur état et leur coût</LinkButton>
            </p>
          ) : null}
          <CoutSection souscription={souscription} />
          {payeurs.length > 0 ? (
            <PayeursSection
              parts={parts}
              act={(part) => (part.jusqua === null ? <EndPayeur prise={part.id} payeur={part.payeurNom} /> : null)}
            >
              <RecordPayeur
                beneficiaire={collectivite.publicId}
                service={service.slug}
                payeurs={payeurs}
                who={ctx.who}
                back={`/gestion/souscriptions/${id}`}
              />
            </PayeursSection>
          ) : null}
          <Section
            title="La demande"
            action={<a href={`/gestion/collectivites/${collectivite.publicId}`}>Dossier de {collectivite.nom}</a>}
          >
            <SouscriptionFacts souscription={souscription} />
          </Section>
          {etat === "en_service" && etapes.avenants.every((one) => one.etat !== "a_signer") ? (
            <AvenantForm
              hidden={target}
              souscription={souscription}
              offered={offre?.options ?? []}
              demande={demandes.find((one) => one.etat === "demandee") ?? null}
            />
          ) : null}
          <DenonciationForms
            souscription={souscription}
            cote="operateur"
            target={target}
            acts={{ denounce: denounceAsOperatorAction, renounce: renounceAsOperatorAction }}
            factor={factorOf(ctx.who, `/gestion/souscriptions/${id}`)}
          />
          {etat === "en_service" ? <EndForm target={target} day={today()} /> : null}
        </div>
        <Section title="Historique">
          <SuiviTimeline suivis={souscription.suivis} />
        </Section>
      </div>
    </>
  )
}
