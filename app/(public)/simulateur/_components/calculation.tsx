import { Citation } from "@/components/deliberations/citation.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Simulation } from "@/lib/adhesions/queries/simulation.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { regleWords } from "@/lib/cotisations/rules.ts"
import { POPULATION_LABELS } from "@/lib/operateur/types.ts"
import { formatAmount, formatCount, formatRate } from "@/lib/platform/format.ts"

/** The amount in the words that a titre will carry: base, rate, result. */
export function Calculation({ simulation }: { simulation: Simulation }) {
  return (
    <Section title="Comment ce montant est calculé">
      <p>
        {explanation(simulation)}{" "}
        {simulation.regle?.hypothese ? <StateBadge tone="attention">Hypothèse de démonstration</StateBadge> : null}
      </p>
      <p className="text-muted">
        La cotisation est annuelle et commence avec la première année entière d’adhésion. La population est celle que
        l’INSEE publie ; le taux est voté par l’opérateur et peut changer d’une année à l’autre.
        {simulation.deliberation ? (
          <>
            {" "}
            <Citation deliberation={simulation.deliberation} />.
          </>
        ) : null}
      </p>
    </Section>
  )
}

function explanation({ collectivite, operateur, regle, habitants, cotisation }: Simulation): string {
  const type = TYPE_LABELS[collectivite.type].one.toLowerCase()
  if (!regle) return `${operateur.nom} n’a pas encore fixé la cotisation pour ce type de collectivité (${type}).`
  if (regle.mode === "aucune") return "Aucune cotisation n’est demandée à ce type de collectivité."
  if (regle.mode === "forfait")
    return `Un forfait de ${formatAmount(regle.montant)} par an, le même pour chaque ${type}.`
  const genre = POPULATION_LABELS[operateur.populationGenre]
  if (habitants === null || cotisation === null)
    return `${regleWords(regle)} et par an, mais la ${genre} de ${operateur.populationMillesime} n’est pas connue.`
  if (regle.mode === "bandes")
    return `Selon la grille par tranche de population, ${formatAmount(cotisation)} par an pour ${formatCount(habitants, "habitant")}.`
  const base = `${formatCount(habitants, "habitant")} (${genre} ${operateur.populationMillesime})`
  return `${base} × ${formatRate(regle.taux)} = ${formatAmount(cotisation)} par an.`
}
