import type { Periodicite } from "@/lib/catalogue/types.ts"
import { formatAmount, formatCount, formatRate } from "@/lib/platform/format.ts"
import { computeCout } from "@/lib/souscriptions/rules/cout.ts"
import type { Prix } from "@/lib/souscriptions/types.ts"

const PER: Record<Periodicite, string> = { mois: " par mois", an: " par an", unique: "" }

/** "14,00 € HT par poste et par mois" */
export const priceWords = ({ prixUnitaire, periodicite }: Prix, unite: string): string =>
  `${formatRate(prixUnitaire)} HT par ${unite}${periodicite === "unique" ? ", une seule fois" : ` et${PER[periodicite]}`}`

/** "5 postes"; nothing where there is nothing to count. */
export const quantityWords = (quantite: number, unite: string | null): string =>
  unite ? formatCount(quantite, unite) : quantite > 1 ? `quantité ${quantite}` : ""

/** "504,00 € HT par an (604,80 € TTC)", or "42,00 € HT" once. */
export function costWords(quantite: number, prix: Prix): string {
  const { parAn, unique } = computeCout(quantite, prix)
  const montants = unique ?? parAn
  return `${formatAmount(montants.ht)} HT${unique ? "" : " par an"} (${formatAmount(montants.ttc)} TTC)`
}
