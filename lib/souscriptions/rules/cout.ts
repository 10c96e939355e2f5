import { formatCount } from "@/lib/platform/format.ts"
import { type Cents, percentOf, priceOf, prorate } from "@/lib/platform/money.ts"
import type { Achat, BaseTarif, Cout, Montants, Prix, Total } from "../types.ts"
import { standing } from "./options.ts"

// Light on purpose: the form's page sends it to the browser.
const MONTHS = 12n

/** Each period is rounded once, from the exact price: a month is not a rounded twelfth of a year, nor the year twelve rounded months. */
export function computeCout(quantite: number, prix: Prix): Cout {
  const units = BigInt(quantite)
  if (prix.periodicite === "unique")
    return { parMois: null, parAn: null, unique: withVat(priceOf(units, prix.prixUnitaire), prix) }
  const [parMois, parAn] =
    prix.periodicite === "mois"
      ? [priceOf(units, prix.prixUnitaire), priceOf(units * MONTHS, prix.prixUnitaire)]
      : [prorate(priceOf(units, prix.prixUnitaire), 1n, MONTHS), priceOf(units, prix.prixUnitaire)]
  return { parMois: withVat(parMois, prix), parAn: withVat(parAn, prix), unique: null }
}

/** Each line is rounded by itself, as a titre does; the sums are those of the lines. What was taken away costs no more. */
export function computeTotal({ quantite, prix, options }: Achat): Total {
  const couts = [{ quantite, prix }, ...standing(options)].flatMap((line) =>
    line.prix ? [computeCout(line.quantite, line.prix)] : [],
  )
  const add = (period: keyof Cout): Montants | null => {
    const paid = couts.flatMap((cout) => cout[period] ?? [])
    return paid.length === 0 ? null : paid.reduce(plus)
  }
  return { parMois: add("parMois"), parAn: add("parAn"), unique: add("unique") }
}

const plus = (one: Montants, other: Montants): Montants => ({
  ht: one.ht + other.ht,
  tva: one.tva + other.tva,
  ttc: one.ttc + other.ttc,
})

/** What the first year comes to, whatever is paid once in it; null when a part of it is not known. */
export function premiereAnnee(achat: Achat, covered: boolean): Montants | null {
  const unknown = standing(achat.options).some(({ prix }) => prix === null) || (!covered && achat.prix === null)
  if (unknown) return null
  const { parAn, unique } = computeTotal(achat)
  const paid = [parAn, unique].filter((montants) => montants !== null)
  return paid.reduce(plus, { ht: 0n, tva: 0n, ttc: 0n })
}

/** "2 341 habitants (population totale 2022), tranche de 2 001 à 5 000 habitants" */
export const baseWords = ({ genre, millesime, habitants, bande }: BaseTarif): string =>
  `${formatCount(habitants, "habitant")} (population ${genre} ${millesime})${bande ? `, tranche ${bande}` : ""}`

export function withVat(ht: Cents, { categorieTva, tauxTva }: Prix): Montants {
  const tva = categorieTva === "S" ? percentOf(ht, tauxTva) : 0n
  return { ht, tva, ttc: ht + tva }
}
