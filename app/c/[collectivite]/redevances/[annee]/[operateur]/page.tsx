import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CalculSteps } from "@/components/redevances/calcul-steps.tsx"
import { InteretsSection } from "@/components/redevances/interets-section.tsx"
import { SituationBadge } from "@/components/redevances/situation-badge.tsx"
import { SuiviTimeline } from "@/components/redevances/suivi-timeline.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { type Dossier, findDossier } from "@/lib/redevances/queries/creance.ts"
import { explainRedevance } from "@/lib/redevances/rules/calcul.ts"
import { anneeOf } from "@/lib/redevances/schema.ts"
import { CreanceForms } from "./_components/creance-forms.tsx"
import { DocumentLinks } from "./_components/document-links.tsx"
import { StatementSection } from "./_components/statement-section.tsx"
import { TitreSection } from "./_components/titre-section.tsx"

export const metadata: Metadata = { title: "Une redevance" }

type Props = { params: Promise<{ collectivite: string; annee: string; operateur: string }> }

export default async function RedevancePage({ params }: Props) {
  const { collectivite, annee: written, operateur } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const day = today()
  const annee = anneeOf(written, day)
  if (annee === null || !isIdentifier(operateur)) notFound()
  const dossier = await read(ctx, (tx) => findDossier(tx, collectiviteId, annee, operateur))
  if (!dossier) notFound()
  const { ligne, creance, anomalies, suivis } = dossier
  const path = `/c/${collectivite}/redevances`
  const calcul = shownCalcul(dossier)
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Redevances", href: path }]}
        title={`${ligne.operateur}, ${annee}`}
        state={<SituationBadge situation={ligne.situation} />}
        lede={ledeOf(dossier)}
      />
      {anomalies.map(({ message }) => (
        <Notice key={message} tone="attention">
          {message}
        </Notice>
      ))}
      <CreanceForms dossier={dossier} collectivite={collectivite} path={path} today={day} />
      {calcul ? (
        <Section title="Comment c’est calculé">
          {creance ? <p className="text-muted">Figé le jour où la créance a été préparée.</p> : null}
          <CalculSteps {...calcul} />
        </Section>
      ) : null}
      {creance ? <InteretsSection creance={creance} taux={dossier.tauxLegaux} today={day} /> : null}
      <StatementSection dossier={dossier} collectivite={collectivite} path={path} canCarry={annee < yearOf(day)} />
      {creance ? <DocumentLinks path={`${path}/${annee}/${operateur}`} /> : null}
      {creance ? <TitreSection dossier={dossier} path={`${path}/${annee}/${operateur}`} /> : null}
      {suivis.length > 0 ? (
        <Section title="Historique">
          <SuiviTimeline suivis={suivis} />
        </Section>
      ) : null}
    </>
  )
}

function shownCalcul({ ligne, creance }: Dossier): { etapes: readonly string[]; source: string } | null {
  if (creance) return creance.calcul
  const { calcul } = ligne
  if (!calcul.connu) return null
  const source = calcul.deliberation?.taux
    ? `délibération de la commune pour ${calcul.deliberation.annee}`
    : calcul.bareme.source
  return { etapes: explainRedevance(calcul.calcul), source }
}

function ledeOf({ ligne, creance }: Dossier): string {
  const { montant, paye, prescription, situation } = ligne
  const amount = montant === null ? "Montant non calculé" : formatAmount(montant)
  if (situation === "payee") return `${amount}, reçus en totalité.`
  if (creance?.echeance) {
    const rest = paye > 0n ? `, dont ${formatAmount(paye)} reçus` : ""
    return `${amount}${rest}, à payer avant le ${formatDay(creance.echeance)}.`
  }
  return `${amount}. Dernier jour pour agir : ${formatDay(prescription.dernierJour)}.`
}
