import type { RegleCotisation } from "@/lib/operateur/types.ts"
import { type Cents, priceOf } from "@/lib/platform/money.ts"

/** What a year of membership would cost; null while the population is not known or the operator has no rule. */
export function estimateCotisation(regle: RegleCotisation | null, habitants: number | null): Cents | null {
  if (regle === null) return null
  if (regle.mode === "forfait") return regle.montant
  if (regle.mode === "aucune") return 0n
  return habitants === null ? null : priceOf(habitants, regle.taux)
}

/** A collectivité takes so many requests in a day: past that, someone is playing. */
export const DAILY_REQUESTS = 5

export type EarlierRequest = { contactCourriel: string; open: boolean; today: boolean }

/** `again`: the same person sent the same form, which makes no second request. */
export function judgeRequest(earlier: readonly EarlierRequest[], courriel: string): "new" | "again" | "too-many" {
  if (earlier.some((request) => request.open && request.contactCourriel === courriel)) return "again"
  return earlier.filter(({ today }) => today).length >= DAILY_REQUESTS ? "too-many" : "new"
}
