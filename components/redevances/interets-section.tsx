import { Section } from "@/components/ui/section.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { CreanceFile } from "@/lib/redevances/queries/creance.ts"
import { computeInterets, type TauxLegal } from "@/lib/redevances/rules/interets.ts"

type InteretsSectionProps = { creance: CreanceFile; taux: readonly TauxLegal[]; today: CalendarDate }

/** Once the term has passed with something unpaid: what each half-year adds, or which rate is missing. */
export function InteretsSection({ creance, taux, today }: InteretsSectionProps) {
  const { etat, echeance, montant, paye } = creance
  if ((etat !== "envoyee" && etat !== "contestee") || !echeance || today <= echeance) return null
  const reste = montant - paye
  const interets = computeInterets({ montant: reste, echeance, au: today, taux })
  return (
    <Section title="Intérêts de retard">
      <p className="max-w-measure">
        {formatAmount(reste)} restent impayés depuis l’échéance du {formatDay(echeance)}. L’intérêt légal court à partir
        du lendemain, sans mise en demeure.
      </p>
      {interets.connus ? (
        <ol className="grid gap-1.5 tabular-nums">
          {interets.periodes.map(({ du, etape }) => (
            <li key={du} className="border-line border-b py-1.5">
              {etape}
            </li>
          ))}
          <li className="py-1.5 font-semibold">
            Au {formatDay(today)} : {formatAmount(interets.total)}
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
