import { Section } from "@/components/ui/section.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { CreanceFile } from "@/lib/redevances/queries/creance.ts"
import type { SuiviDeCreance } from "@/lib/redevances/queries/dossier.ts"
import { computeInterets, type TauxLegal } from "@/lib/redevances/rules/interets.ts"

type InteretsSectionProps = {
  creance: CreanceFile
  suivis: readonly SuiviDeCreance[]
  taux: readonly TauxLegal[]
  today: CalendarDate
}

/** Once the term has passed with something unpaid, or paid too late: what each period adds, or which rate is missing. */
export function InteretsSection({ creance, suivis, taux, today }: InteretsSectionProps) {
  const { etat, echeance, montant, paye } = creance
  if ((etat !== "envoyee" && etat !== "contestee" && etat !== "payee") || !echeance || today <= echeance) return null
  const paiements = suivis
    .filter(({ montantPaye }) => montantPaye > 0n)
    .map(({ jour, montantPaye }) => ({ jour, montant: montantPaye }))
  const interets = computeInterets({ montant, paiements, echeance, au: today, taux })
  if (interets.connus && interets.total === 0n) return null
  const reste = montant - paye
  return (
    <Section title="Intérêts de retard">
      <p className="max-w-measure">
        {reste > 0n
          ? `${formatAmount(reste)} restent impayés depuis l’échéance du ${formatDay(echeance)}.`
          : `La somme a été payée après l’échéance du ${formatDay(echeance)}.`}{" "}
        L’intérêt légal court à partir du lendemain, sans mise en demeure, jusqu’au jour de chaque paiement.
      </p>
      {interets.connus ? (
        <ol className="grid gap-1.5 tabular-nums">
          {interets.periodes.map(({ du, etape }) => (
            <li key={du} className="border-line border-b py-1.5">
              {etape}
            </li>
          ))}
          <li className="py-1.5 font-semibold">
            {reste > 0n ? `Au ${formatDay(today)}` : "En tout"} : {formatAmount(interets.total)}
          </li>
        </ol>
      ) : (
        <p className="max-w-measure">
          <strong>Montant non calculé.</strong> Le taux légal n’est pas renseigné pour{" "}
          {interets.manquants.map(({ annee, semestre }) => `le semestre ${semestre} de ${annee}`).join(", ")}. Votre
          opérateur de services l’ajoute avec sa source.
        </p>
      )}
    </Section>
  )
}
