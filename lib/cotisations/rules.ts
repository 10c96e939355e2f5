import { formatAmount, formatInteger, formatRate } from "@/lib/platform/format.ts"
import { type Cents, priceOf } from "@/lib/platform/money.ts"
import { CAS_BLOCKING, type Cas, type Cotisant, type CotisationRegle, type LigneCalculee } from "./types.ts"

/** A difference from last year beyond this share, in percent, is shown to a person by name. */
export const ECART_PERCENT = 10n

/** What one member owes for the exercice, in cents, rounded half up once; null while a fact is missing. */
export function computeLigne(cotisant: Cotisant, regle: CotisationRegle | null, exercice: number): LigneCalculee {
  const cas: Cas[] = []
  if (cotisant.siren === null) cas.push("sans-siren")
  if (!regle) return { montant: null, cas: [...cas, "regle-manquante"] }
  // Billing starts with the first full year of membership (stratégie 2026-2029 §2).
  if (cotisant.adherentDepuis > `${exercice}-01-01`) return { montant: 0n, cas: [...cas, "annee-incomplete"] }
  const montant = computeCotisation(regle, cotisant.habitants)
  if (montant === null) return { montant, cas: [...cas, "population-manquante"] }
  if (isEcartImportant(montant, cotisant.montantPrecedent)) cas.push("ecart-important")
  return { montant, cas }
}

/** rate × inhabitants, a flat amount, or nothing. Null when the rule needs a population that is not known. */
export function computeCotisation(regle: CotisationRegle, habitants: number | null): Cents | null {
  if (regle.mode === "aucune") return 0n
  if (regle.mode === "forfait") return regle.montant
  return habitants === null ? null : priceOf(habitants, regle.taux)
}

export function isEcartImportant(montant: Cents, precedent: Cents | null): boolean {
  if (precedent === null) return false
  const ecart = montant > precedent ? montant - precedent : precedent - montant
  return ecart * 100n > precedent * ECART_PERCENT
}

export type Decision = "inclure" | "exclure"

/** What a person may decide about a line, if anything. */
export function decisionsFor(cas: readonly Cas[]): readonly Decision[] {
  if (cas.some((one) => CAS_BLOCKING[one] === "exclure")) return ["exclure"]
  return cas.some((one) => CAS_BLOCKING[one] !== null) ? ["inclure", "exclure"] : []
}

export const awaitsDecision = (cas: readonly Cas[], decision: Decision | null): boolean =>
  decision === null && decisionsFor(cas).length > 0

/** Whether a titre will be made of this line. */
export const isToIssue = (ligne: { montant: Cents | null; decision: Decision | null }): boolean =>
  ligne.montant !== null && ligne.montant > 0n && ligne.decision !== "exclure"

/** Bases de liquidation in words (décret 2012-1246 art. 24): how the amount was found. */
export function basesLiquidation(
  regle: CotisationRegle,
  base: { habitants: number | null; genre: "municipale" | "totale"; millesime: number; montant: Cents },
): string {
  if (regle.mode === "forfait") return `Forfait annuel : ${formatAmount(regle.montant)}`
  if (regle.mode === "aucune") return "Sans cotisation"
  const hab = `${formatInteger(base.habitants ?? 0)} hab. (population ${base.genre}, millésime ${base.millesime})`
  return `${hab} × ${formatRate(regle.taux)} = ${formatAmount(base.montant)}`
}
