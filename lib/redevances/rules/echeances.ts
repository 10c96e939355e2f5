import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import type { LigneRedevance } from "./situation.ts"

export type Echeance = { cle: string; le: CalendarDate; titre: string; detail: string; annee: number }

/** Days on which something must have been done: the last day to act of each year, the term of each claim sent. */
export function echeancesOf(lignes: readonly LigneRedevance[], today: CalendarDate): Echeance[] {
  const open = lignes.filter(({ situation }) =>
    ["a_reclamer", "deliberation_absente", "bareme_absent", "preparee"].includes(situation),
  )
  const years = Map.groupBy(open, ({ annee }) => annee)
  const limits = [...years].map(([annee, rows]): Echeance => {
    const amount = sum(rows.map(({ montant }) => montant ?? 0n))
    const unknown = rows.every(({ montant }) => montant === null)
    const [first] = rows.map(({ prescription }) => prescription.dernierJour).sort()
    return {
      ...{ cle: `prescription-${annee}`, le: first ?? today, annee },
      titre: `Dernier jour pour réclamer les redevances télécom ${annee}`,
      detail: unknown
        ? "Montant non calculé : barème non renseigné. La créance est conservée."
        : `${formatAmount(amount)} à réclamer ; perdus le lendemain.`,
    }
  })
  const terms = lignes.flatMap(({ annee, operateur, situation, creance, montant, paye }): Echeance[] => {
    if ((situation !== "envoyee" && situation !== "contestee") || !creance?.echeance) return []
    return [
      {
        ...{ cle: `echeance-${creance.id}`, le: creance.echeance, annee },
        titre: `Échéance de la redevance ${annee} de ${operateur}`,
        detail: `${formatAmount((montant ?? 0n) - paye)} à recevoir.`,
      },
    ]
  })
  return [...limits, ...terms].sort((a, b) => a.le.localeCompare(b.le))
}
