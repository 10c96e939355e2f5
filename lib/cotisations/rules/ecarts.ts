import { formatAmount, formatInteger, formatRate } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, decimal, priceOf, sum } from "@/lib/platform/money.ts"
import type { Base } from "../types.ts"

/** A line of last year's titres, or of this preview: amounts with VAT. */
export type LigneComparee = {
  origine: string | null
  libelle: string
  bases: string
  montant: Cents
  base: Base
  /** Whom a payer pays it for; null for itself. */
  beneficiaire: string | null
}

/** The origin of what took a part of last year's sum back: it is over with it. */
const CORRECTION = "correction"

/** What changed, and by how much; the amounts sum to the whole difference. */
export type Ecart = { quoi: string; ecart: Cents }

/**
 * Why a member owes another sum than last year. `repris`: last year's sum is known without its lines (taken over from elsewhere).
 * Empty when nothing is known of last year.
 */
export function explainEcarts(
  avant: readonly LigneComparee[],
  apres: readonly LigneComparee[],
  repris: Cents | null,
): Ecart[] {
  if (avant.length === 0 && repris === null) return []
  const cotisation = (lignes: readonly LigneComparee[]) => lignes.filter(({ origine }) => origine === null)
  const services = (lignes: readonly LigneComparee[]) =>
    Map.groupBy(lignes.filter(isService), ({ origine, beneficiaire }) => `${origine} ${beneficiaire ?? ""}`)
  const ecarts =
    avant.length > 0
      ? explainCotisation(cotisation(avant), cotisation(apres))
      : explainRepris(repris ?? 0n, cotisation(apres))
  const [before, after] = [services(avant), services(apres)]
  for (const origine of new Set([...before.keys(), ...after.keys()]))
    ecarts.push(explainService(before.get(origine) ?? [], after.get(origine) ?? []))
  return mergeSameWords(ecarts).filter(({ ecart }) => ecart !== 0n)
}

/** Two of the same service that changed alike are said once, with what they make together. */
const mergeSameWords = (ecarts: readonly Ecart[]): Ecart[] =>
  [...Map.groupBy(ecarts, ({ quoi }) => quoi)].map(([quoi, same]) => ({
    quoi,
    ecart: sum(same.map(({ ecart }) => ecart)),
  }))

const isService = ({ origine }: LigneComparee): boolean => origine !== null
const totalOf = (lignes: readonly LigneComparee[]): Cents => sum(lignes.map(({ montant }) => montant))

/** At last year's rate first: what is left is the rate's. */
function explainCotisation(avant: readonly LigneComparee[], apres: readonly LigneComparee[]): Ecart[] {
  const ecart = totalOf(apres) - totalOf(avant)
  const [one, other] = [avant[0]?.base, apres[0]?.base]
  if (avant.length !== 1 || apres.length !== 1 || !one || !other) return [{ quoi: "Cotisation", ecart }]
  const [habitantsAvant, habitants] = [numberOf(one.habitants), numberOf(other.habitants)]
  if (
    one.mode !== "taux_population" ||
    other.mode !== "taux_population" ||
    habitantsAvant === null ||
    habitants === null
  )
    return [{ quoi: "Règle de cotisation", ecart }]
  const population = priceOf(habitants, tauxOf(one)) - priceOf(habitantsAvant, tauxOf(one))
  return [
    {
      quoi: `Population : ${formatInteger(habitantsAvant)} → ${formatInteger(habitants)} habitants`,
      ecart: population,
    },
    {
      quoi: one.taux === other.taux ? "Minimum ou maximum" : `Taux : ${rateWords(one.taux)} → ${rateWords(other.taux)}`,
      ecart: ecart - population,
    },
  ]
}

const numberOf = (value: Base[string] | undefined): number | null => (typeof value === "number" ? value : null)
const decimalOf = (value: Base[string] | undefined): Decimal => decimal(String(value ?? 0))
const tauxOf = ({ taux }: Base): Decimal => decimalOf(taux)
const rateWords = (value: Base[string] | undefined): string => formatRate(decimalOf(value))

/** Without last year's lines, the number of inhabitants that its sum stands for at today's rate says the most. */
function explainRepris(repris: Cents, apres: readonly LigneComparee[]): Ecart[] {
  const ecart = totalOf(apres) - repris
  const base = apres[0]?.base
  const cents = base?.mode === "taux_population" ? priceOf(1000, tauxOf(base)) : 0n
  if (cents > 0n && (repris * 1000n) % cents === 0n)
    return [
      {
        quoi: `Population : ${formatInteger((repris * 1000n) / cents)} habitants l’an dernier au même taux, ${formatInteger(numberOf(base?.habitants) ?? 0)} cette année`,
        ecart,
      },
    ]
  return [{ quoi: `Cotisation reprise de l’an dernier : ${formatAmount(repris)}, sans son détail`, ecart }]
}

function explainService(avant: readonly LigneComparee[], apres: readonly LigneComparee[]): Ecart {
  const ecart = totalOf(apres) - totalOf(avant)
  const nom = nameOf(apres[0] ?? avant[0])
  if (avant[0]?.origine === CORRECTION) return { quoi: nom, ecart }
  if (avant.length === 0) return { quoi: `Nouveau : ${nom}`, ecart }
  if (apres.length === 0) return { quoi: `Terminé : ${nom}`, ecart }
  const [units, before] = [unitsOf(apres), unitsOf(avant)]
  const [price, priceBefore] = [priceWords(apres), priceWords(avant)]
  const changes = [
    units !== before ? `${formatInteger(before)} → ${formatInteger(units)} unités × mois` : null,
    price !== priceBefore ? `prix ${priceBefore} → ${price}` : null,
  ].filter((change) => change !== null)
  return { quoi: changes.length > 0 ? `${nom} : ${changes.join(", ")}` : nom, ecart }
}

/** A payer of several bodies reads which one each line is for. */
const nameOf = (ligne: LigneComparee | undefined): string =>
  ligne?.beneficiaire ? `${ligne.libelle} (${ligne.beneficiaire})` : (ligne?.libelle ?? "")

/** Units counted by month of use. */
const unitsOf = (lignes: readonly LigneComparee[]): number =>
  lignes
    .filter(({ base }) => base.genre === "usage")
    .reduce((total, { base }) => total + (numberOf(base.quantite) ?? 0) * Math.max(1, numberOf(base.mois) ?? 0), 0)

const priceWords = (lignes: readonly LigneComparee[]): string =>
  [
    ...new Set(lignes.filter(({ base }) => base.genre === "usage").map(({ base }) => rateWords(base.prixUnitaire))),
  ].join(" puis ")
