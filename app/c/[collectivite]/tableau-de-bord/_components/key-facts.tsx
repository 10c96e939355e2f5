import { Fact, Facts } from "@/components/ui/facts.tsx"
import { perInhabitant } from "@/lib/indicateurs/rules.ts"
import type { Situation } from "@/lib/indicateurs/types.ts"
import { type CalendarDate, dayInParis, daysBetween } from "@/lib/platform/dates.ts"
import { formatAmount, formatCount, formatRate } from "@/lib/platform/format.ts"

type KeyFactsProps = { situation: Situation; path: string; today: CalendarDate }

/** One number per idea, its sentence under it, the detail one tap away. */
export function KeyFacts({ situation, path, today }: KeyFactsProps) {
  const { cotisation, inclus, souscriptions } = situation
  const used = inclus.filter(({ souscription }) => souscription?.etat === "en_service").length
  const pending = souscriptions.filter(({ etat }) => etat === "a_approuver")
  const unused = inclus.length - used
  return (
    <Facts label="La situation en trois chiffres">
      <Fact
        value={cotisation === null ? "Non connue" : formatAmount(cotisation)}
        label={situation.cotisationEmise === null ? "d’adhésion par an, estimation" : "d’adhésion cette année"}
      >
        {baseWords(situation)}
      </Fact>
      <Fact value={`${used} sur ${inclus.length}`} label="services compris sont utilisés">
        {unused === 0 ? (
          "Vous utilisez tout ce que vous payez."
        ) : (
          <>
            {formatCount(unused, "autre")} ne vous coûterai{unused > 1 ? "en" : ""}t rien de plus.{" "}
            <a href={`${path}/services?prix=inclus`}>Les voir</a>
          </>
        )}
      </Fact>
      <Fact value={pending.length} label={pending.length > 1 ? "décisions vous attendent" : "décision vous attend"}>
        {pending.length === 0 ? "Rien à approuver aujourd’hui." : oldestWords(pending, today)}
      </Fact>
    </Facts>
  )
}

/** "0,10 € × 4 426 habitants", or the flat amount and what it comes to for each. */
function baseWords({ type, regle, habitants, cotisation }: Situation): string {
  if (regle === null || cotisation === null) return "La règle ou la population manque : l’opérateur doit la compléter."
  const invented = regle.hypothese ? " Hypothèse de démonstration." : ""
  if (regle.mode === "aucune") return `Pas de cotisation pour ce type de collectivité.${invented}`
  if (regle.mode === "taux_population")
    return `Soit ${formatRate(regle.taux)} par habitant, pour ${formatCount(habitants ?? 0, "habitant")}.${invented}`
  if (regle.mode === "bandes")
    return `Selon la grille par tranche de population, pour ${formatCount(habitants ?? 0, "habitant")}.${invented}`
  if (type === "syndicat") return `Un montant fixe : un syndicat n’a pas de population propre.${invented}`
  const each = perInhabitant(cotisation, habitants)
  const perHead =
    each === null
      ? ""
      : `, soit ${each === 0n ? "moins de 0,01 €" : formatAmount(each)} par habitant (${formatCount(habitants ?? 0, "habitant")})`
  return `Un montant fixe${perHead}.${invented}`
}

function oldestWords(pending: Situation["souscriptions"], today: CalendarDate): string {
  const days = Math.max(...pending.map(({ demandeLe }) => daysBetween(dayInParis(demandeLe), today)))
  return days < 1 ? "Demandée aujourd’hui." : `La plus ancienne depuis ${formatCount(days, "jour")}.`
}
