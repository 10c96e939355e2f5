import { CATEGORIE_TVA_LABELS, type CategorieTva } from "@/lib/catalogue/types.ts"
import { formatPercent } from "@/lib/platform/format.ts"
import type { Decimal } from "@/lib/platform/money.ts"

/** The VAT of a price, in words: its rate (in percent, as stored) where it is taxed, its category otherwise. */
export const tvaWords = ({ categorieTva, tauxTva }: { categorieTva: CategorieTva; tauxTva: Decimal }): string =>
  categorieTva === "S" ? `TVA à ${formatPercent(Number(tauxTva) / 100)}` : CATEGORIE_TVA_LABELS[categorieTva]
