import { bandeOf, bandeWords } from "@/lib/collectivites/rules/bandes.ts"
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
  return { montant, cas }
}

/** What the rule says for a whole year, within its bounds. Null when it needs a population that is not known. */
export function computeCotisation(regle: CotisationRegle, habitants: number | null): Cents | null {
  const montant = computeUnbounded(regle, habitants)
  return montant === null || regle.mode === "aucune" ? montant : bounded(montant, regle)
}

/** rate × inhabitants, a flat amount, that of the band, or nothing. */
function computeUnbounded(regle: CotisationRegle, habitants: number | null): Cents | null {
  if (regle.mode === "aucune") return 0n
  if (regle.mode === "forfait") return regle.montant
  if (habitants === null) return null
  return regle.mode === "bandes" ? (bandeOf(regle.bandes, habitants)?.montant ?? null) : priceOf(habitants, regle.taux)
}

type Bornes = { minimum?: Cents | null; maximum?: Cents | null }

function bounded(montant: Cents, { minimum, maximum }: Bornes): Cents {
  if (minimum != null && montant < minimum) return minimum
  return maximum != null && montant > maximum ? maximum : montant
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
  if (regle.mode === "aucune") return "Sans cotisation"
  const found = computeUnbounded(regle, base.habitants) ?? base.montant
  return `${words(regle, base, found)}${boundWords(regle, found)}`
}

function words(
  regle: CotisationRegle,
  base: { habitants: number | null; genre: string; millesime: number },
  found: Cents,
) {
  if (regle.mode === "forfait") return `Forfait annuel : ${formatAmount(regle.montant)}`
  const hab = `${formatInteger(base.habitants ?? 0)} hab. (population ${base.genre}, millésime ${base.millesime})`
  if (regle.mode === "taux_population") return `${hab} × ${formatRate(regle.taux)} = ${formatAmount(found)}`
  return `${hab}, tranche ${bandeWords(regle.mode === "bandes" ? regle.bandes : [], base.habitants ?? 0)} : ${formatAmount(found)}`
}

function boundWords({ minimum, maximum }: Bornes, found: Cents): string {
  if (minimum != null && found < minimum) return `, porté au minimum de ${formatAmount(minimum)}`
  return maximum != null && found > maximum ? `, ramené au maximum de ${formatAmount(maximum)}` : ""
}

/** The rule in a few words: "0,10 € par habitant". */
export function regleWords(regle: CotisationRegle): string {
  if (regle.mode === "aucune") return "aucune cotisation"
  const bornes = [
    regle.minimum != null ? `au moins ${formatAmount(regle.minimum)}` : null,
    regle.maximum != null ? `au plus ${formatAmount(regle.maximum)}` : null,
  ].filter((part) => part !== null)
  return [baseWords(regle), ...bornes].join(", ")
}

function baseWords(regle: Exclude<CotisationRegle, { mode: "aucune" }>): string {
  if (regle.mode === "taux_population") return `${formatRate(regle.taux)} par habitant`
  if (regle.mode === "forfait") return `forfait de ${formatAmount(regle.montant)}`
  return `par tranche : ${regle.bandes.map(({ jusqua, montant }) => `${formatAmount(montant)} ${jusqua === null ? "au-delà" : `jusqu’à ${formatInteger(jusqua)} hab.`}`).join(", ")}`
}
