import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { Dossier } from "@/lib/redevances/queries/creance.ts"
import { explainRedevance } from "@/lib/redevances/rules/calcul.ts"
import { CalculSteps } from "./calcul-steps.tsx"
import { CreanceForms } from "./creance-forms.tsx"
import { DocumentLinks } from "./document-links.tsx"
import { InteretsSection } from "./interets-section.tsx"
import { StatementSection } from "./statement-section.tsx"
import { SuiviTimeline } from "./suivi-timeline.tsx"
import { TitreSection } from "./titre-section.tsx"

type DossierViewProps = {
  dossier: Dossier
  collectivite: string
  /** Where this commune's redevances are, and where this year and operator are. */
  path: string
  here: string
  /** Where the form that corrects the statement is. */
  edit: string
  today: CalendarDate
  /** The commune's own acts, or those of staff under its mandate; null without mandate: to be read only. */
  actions: { prepare: FormAction; follow: FormAction; carryOver: FormAction } | null
}

/** What one operator owes for one year: the next act, the calculation, the papers, what happened. */
export function DossierView({ dossier, collectivite, path, here, edit, today, actions }: DossierViewProps) {
  const { ligne, creance, anomalies, suivis } = dossier
  const calcul = shownCalcul(dossier)
  return (
    <>
      {anomalies.map(({ message }) => (
        <Notice key={message} tone="attention">
          {message}
        </Notice>
      ))}
      {actions ? <CreanceForms {...{ dossier, collectivite, path, today, actions }} /> : null}
      {calcul ? (
        <Section title="Comment c’est calculé">
          {creance ? <p className="text-muted">Figé le jour où la créance a été préparée.</p> : null}
          <CalculSteps {...calcul} />
        </Section>
      ) : null}
      {creance ? <InteretsSection {...{ creance, suivis, today }} taux={dossier.tauxLegaux} /> : null}
      <StatementSection
        {...{ dossier, collectivite, edit }}
        canCarry={ligne.annee < yearOf(today)}
        carryOver={actions?.carryOver ?? null}
      />
      {creance ? <DocumentLinks path={here} /> : null}
      {creance ? <TitreSection dossier={dossier} path={here} mayMake={actions !== null} /> : null}
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

/** The amount and the day that matters now, in a sentence. */
export function dossierLede({ ligne, creance }: Dossier): string {
  const { montant, paye, prescription, situation } = ligne
  const amount = montant === null ? "Montant non calculé" : formatAmount(montant)
  if (situation === "payee") return `${amount}, reçus en totalité.`
  if (creance?.echeance) {
    const rest = paye > 0n ? `, dont ${formatAmount(paye)} reçus` : ""
    return `${amount}${rest}, à payer avant le ${formatDay(creance.echeance)}.`
  }
  return `${amount}. Dernier jour pour agir : ${formatDay(prescription.dernierJour)}.`
}
