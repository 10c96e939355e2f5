import type { Periodicite } from "@/lib/catalogue/types.ts"
import { addDays } from "@/lib/platform/dates.ts"
import { formatAmount, formatCount, formatDay, formatRate } from "@/lib/platform/format.ts"
import { computeTotal } from "@/lib/souscriptions/rules/cout.ts"
import type { Etape } from "@/lib/souscriptions/rules/etapes.ts"
import type { Achat, OptionPrise, Prix } from "@/lib/souscriptions/types.ts"

const PER: Record<Periodicite, string> = { mois: " par mois", an: " par an", unique: "" }

/** "14,00 € HT par poste et par mois" */
export const priceWords = ({ prixUnitaire, periodicite }: Prix, unite: string): string =>
  `${formatRate(prixUnitaire)} HT par ${unite}${periodicite === "unique" ? ", une seule fois" : ` et${PER[periodicite]}`}`

/** "5 postes"; nothing where there is nothing to count. */
export const quantityWords = (quantite: number, unite: string | null): string =>
  unite ? formatCount(quantite, unite) : quantite > 1 ? `quantité ${quantite}` : ""

/** "504,00 € HT par an (604,80 € TTC)", or "42,00 € HT" once; options included. Empty where nothing has a price. */
export function costWords(achat: Achat): string {
  const { parAn, unique } = computeTotal(achat)
  return [
    parAn ? `${formatAmount(parAn.ht)} HT par an (${formatAmount(parAn.ttc)} TTC)` : null,
    unique ? `${formatAmount(unique.ht)} HT${parAn ? " une fois" : ""} (${formatAmount(unique.ttc)} TTC)` : null,
  ]
    .filter((part) => part !== null)
    .join(" et ")
}

/** "2 séances de formation", "Reprise des données (sur devis)" */
export const optionWords = ({ nom, quantite, unite, prix, depuis, jusqua }: OptionPrise): string =>
  [
    unite ? `${nom}, ${formatCount(quantite, unite)}` : nom,
    prix ? "" : "(sur devis)",
    depuis ? `depuis le ${formatDay(depuis)}` : "",
    jusqua ? `jusqu’au ${formatDay(addDays(jusqua, -1))}` : "",
  ]
    .filter(Boolean)
    .join(" ")

/** "signature de la convention, par une personne élue, avant le 3 mars 2026" */
export const etapeWords = ({ quoi, qui, avant }: Etape): string =>
  [lowerFirst(quoi), `par ${lowerFirst(qui)}`, avant ? `avant le ${formatDay(avant)}` : ""].filter(Boolean).join(", ")

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
