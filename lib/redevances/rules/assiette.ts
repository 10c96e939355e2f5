import { type CalendarDate, calendarDate, daysBetween, daysInYear } from "@/lib/platform/dates.ts"
import { type Decimal, sumDecimals } from "@/lib/platform/money.ts"
import { type Assiette, DOMAINES, type Domaine, type Nature, type NatureTaxee } from "../types.ts"

/** One line of a statement, as declared. */
export type LignePatrimoine = {
  nature: Nature
  domaine: Domaine
  quantite: Decimal
  /** Ducts or cables side by side: counts underground only. */
  fourreaux: number
  depuis?: CalendarDate | null
  jusqua?: CalendarDate | null
}

const TAXEES: readonly NatureTaxee[] = ["souterrain", "aerien", "emprise"]

/**
 * What is charged of a statement: one total a nature and domain, and a part when days are counted. Underground, each duct
 * is an artère; overhead, all cables between two supports are one; masts are outside the ceilings.
 */
export function assiettesOf(lignes: readonly LignePatrimoine[], annee: number, prorata: boolean): Assiette[] {
  const whole = daysInYear(annee)
  const days = (ligne: LignePatrimoine) => (prorata ? daysInPlace(ligne, annee) : whole)
  return DOMAINES.flatMap((domaine) =>
    TAXEES.flatMap((nature) => {
      const mine = lignes.filter((ligne) => ligne.nature === nature && ligne.domaine === domaine)
      const parts = Map.groupBy(mine, days)
      return [...parts]
        .sort(([a], [b]) => b - a)
        .filter(([jours]) => jours > 0)
        .map(([jours, counted]): Assiette => {
          const quantite = sumDecimals(counted.map(artere))
          return jours < whole ? { nature, domaine, quantite, jours } : { nature, domaine, quantite }
        })
    }),
  ).filter(({ quantite }) => quantite !== "0")
}

const artere = ({ nature, quantite, fourreaux }: LignePatrimoine) => ({
  value: quantite,
  times: nature === "souterrain" ? fourreaux : 1,
})

/** Days of the year during which the line was there, both ends included. */
export function daysInPlace({ depuis, jusqua }: Pick<LignePatrimoine, "depuis" | "jusqua">, annee: number): number {
  if (!depuis && !jusqua) return daysInYear(annee)
  const [first, last] = [calendarDate(`${annee}-01-01`), calendarDate(`${annee}-12-31`)]
  const from = depuis && depuis > first ? depuis : first
  const to = jusqua && jusqua < last ? jusqua : last
  return to < from ? 0 : daysBetween(from, to) + 1
}

/** Kilometres of underground and overhead artère together: what statements of two years are compared by. */
export const kilometres = (lignes: readonly LignePatrimoine[]): Decimal =>
  sumDecimals(lignes.filter(({ nature }) => nature === "souterrain" || nature === "aerien").map(artere))
