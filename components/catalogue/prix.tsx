import { PERIODICITE_LABELS, type Periodicite } from "@/lib/catalogue/types.ts"
import { formatRate } from "@/lib/platform/format.ts"
import type { Decimal } from "@/lib/platform/money.ts"

type PrixProps = { prixUnitaire: Decimal; unite: string; periodicite: Periodicite }

/** 14,00 € HT par poste et par mois */
export function Prix({ prixUnitaire, unite, periodicite }: PrixProps) {
  return (
    <>
      <span className="whitespace-nowrap tabular-nums">{formatRate(prixUnitaire)} HT</span> par {unite}
      {periodicite === "unique" ? ", une seule fois" : ` et ${PERIODICITE_LABELS[periodicite]}`}
    </>
  )
}
