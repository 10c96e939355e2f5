import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { AvenantsList } from "@/components/conventions/avenants-list.tsx"
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
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { findEtapes } from "@/lib/conventions/queries/etapes.ts"
import { dayInParis, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { listRecues } from "@/lib/prises-en-charge/queries/parts.ts"
import { denounceAction, renounceAction } from "@/lib/souscriptions/actions.ts"
import { listDemandes } from "@/lib/souscriptions/queries/demandes.ts"
import { findSouscription } from "@/lib/souscriptions/queries/file.ts"
import { findConventionJours } from "@/lib/souscriptions/queries/termes.ts"
import { canChange, isOpenDemande } from "@/lib/souscriptions/rules/avenants.ts"
import { toQuote } from "@/lib/souscriptions/rules/devis.ts"
import { etapesOf } from "@/lib/souscriptions/rules/etapes.ts"
import { canCancel } from "@/lib/souscriptions/rules/life.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"
import { CancelAvenant, CancelForm } from "./_components/cancel-form.tsx"
import { AvenantDecision, DecisionForms, DevisDecision } from "./_components/decision-forms.tsx"

export const metadata: Metadata = { title: "Une souscription" }

type Props = { params: Promise<{ collectivite: string; souscription: string }> }

export default async function SouscriptionPage({ params }: Props) {
  const { collectivite, souscription: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, roles } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const souscription = await findSouscription(tx, collectiviteId, id)
    if (!souscription) return null
    const { serviceId } = souscription
    return {
      souscription,
      etapes: await findEtapes(tx, souscription),
      alertes: await findConventionJours(tx),
      parts: await listRecues(tx, { collectiviteId, serviceId }),
      demandes: await listDemandes(tx, { collectiviteId, souscriptionId: id }),
      options: (await findOffered(tx, souscription.service.slug, today()))?.options ?? [],
    }
  })
  if (!found) notFound()
  const { souscription, etapes, parts, demandes, options, alertes } = found
  const { etat, service, demandePar, demandeLe, version } = souscription
  const target = { collectivite, souscription: id, version: String(version) }
  const path = `/c/${collectivite}`
  const asking = { decides: roles.includes("elu"), who: ctx.who, back: `${path}/souscriptions/${id}` }
  const offered = etapes.devis.some(({ optionId, etat }) => optionId === null && etat === "propose")
  const waits = demandes.some(isOpenDemande) || etapes.avenants.some(({ etat }) => etat === "a_signer")
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Souscriptions", href: `${path}/souscriptions` }]}
        title={service.nom}
        state={<EtatBadge etat={etat} />}
        lede={`Demandée le ${formatDay(dayInParis(demandeLe))}${demandePar ? ` par ${demandePar}` : ""}.`}
      />
      <TermeNotice souscription={souscription} day={today()} alertes={alertes} />
      {etat === "a_approuver" && !toQuote(souscription).service ? <DecisionForms target={target} {...asking} /> : null}
      {etat === "a_approuver" && toQuote(souscription).service && !offered ? (
        <Notice title="L’opérateur prépare un devis.">
          Rien n’est engagé avant qu’une personne élue ne l’accepte. Vous serez prévenus de son arrivée.
        </Notice>
      ) : null}
      <DevisList
        devis={etapes.devis}
        souscription={souscription}
        act={(devis) => <DevisDecision devis={devis} target={target} {...asking} />}
      />
      {etapes.convention?.etat === "a_signer" && etat === "approuvee" ? (
        <Notice tone="attention" title="La convention attend sa signature">
          <p>
            <a href={`${path}/actes/${etapes.convention.id}`}>
              Lire et signer la convention n° {etapes.convention.numero}
            </a>
          </p>
        </Notice>
      ) : null}
      <DemandesList
        demandes={demandes}
        souscription={souscription}
        actes={`${path}/actes`}
        act={(demande) => (
          <>
            {demande.etat === "a_approuver" ? (
              <AvenantDecision demande={demande.id} target={target} {...asking} />
            ) : (
              <p className="text-muted">L’opérateur établit l’avenant, ou vous dit pourquoi il ne le fait pas.</p>
            )}
            <CancelAvenant target={target} demande={demande.id} />
          </>
        )}
      />
      <EtapesList etapes={etapesOf(etapes.avancement, today())} />
      {etapes.avenants.length > 0 ? (
        <Section title="Avenants">
          <AvenantsList avenants={etapes.avenants} path={`${path}/actes`} />
        </Section>
      ) : null}
      {service.outil === "messagerie" ? (
        <p>
          <LinkButton href={`${path}/messagerie?souscription=${id}`}>Nom de domaine, boîtes et migration</LinkButton>
        </p>
      ) : null}
      {service.parPoste ? (
        <p>
          <LinkButton href={`${path}/souscriptions/${id}/postes`}>Les postes, leur état et leur coût</LinkButton>
        </p>
      ) : null}
      <CoutSection souscription={souscription} />
      {canChange(souscription, options) && !waits ? (
        <p>
          <LinkButton href={`${path}/souscriptions/${id}/avenant`}>Demander un changement</LinkButton>
        </p>
      ) : null}
      {asking.decides ? (
        <DenonciationForms
          souscription={souscription}
          cote="collectivite"
          target={target}
          acts={{ denounce: denounceAction, renounce: renounceAction }}
          factor={factorOf(ctx.who, asking.back)}
        />
      ) : null}
      <PayeursSection parts={parts} />
      <Section title="La demande" action={<a href={`${path}/services/${service.slug}`}>Ce que fait ce service</a>}>
        <SouscriptionFacts souscription={souscription} />
      </Section>
      <Section title="Historique">
        <SuiviTimeline suivis={souscription.suivis} />
      </Section>
      {canCancel(souscription) ? <CancelForm target={target} /> : null}
    </>
  )
}
