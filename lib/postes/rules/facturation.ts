import type { Prorata } from "@/lib/catalogue/types.ts"
import { addDays, addMonths, type CalendarDate, calendarDate, daysBetween } from "@/lib/platform/dates.ts"
import { type Cents, type Decimal, percentOf, priceOf, priceOfPart, sum } from "@/lib/platform/money.ts"
import type { LigneFacture, MoisFacture, Poste, PostePrix } from "../types.ts"

/** "2026-11" */
export type Mois = string & { readonly __brand: "Mois" }
export const isMois = (text: string): text is Mois => /^\d{4}-(0[1-9]|1[0-2])$/.test(text)
export const moisOf = (day: CalendarDate): Mois => day.slice(0, 7) as Mois
export const firstDay = (mois: Mois): CalendarDate => calendarDate(`${mois}-01`)
export const lastDay = (mois: Mois): CalendarDate => addDays(addMonths(firstDay(mois), 1), -1)

export type PosteFacture = Pick<Poste, "numero" | "debut" | "fin" | "prix" | "prixInstallation">

/**
 * What one month of posts costs. Posts of one price that were in service over the same days make one line, rounded once
 * (half up); VAT is on the total of each rate. Putting in place is one more line, the month the post begins.
 */
export function computeMois(postes: readonly PosteFacture[], prorata: Prorata, mois: Mois): MoisFacture {
  const lignes = [...group(postes, (poste) => usageOf(poste, prorata, mois)), ...group(postes, installationOf(mois))]
  const ht = sum(lignes.map(({ montantHt }) => montantHt))
  const tva = vatOf(lignes)
  return { lignes: lignes.map(({ categorieTva: _, tauxTva: __, ...ligne }) => ligne), ht, tva, ttc: ht + tva }
}

/** Days of this month in which the post was in service, both ends included; null when there is none. */
export function daysIn({ debut, fin }: Pick<Poste, "debut" | "fin">, mois: Mois): Periode | null {
  if (debut === null) return null
  const [first, last] = [firstDay(mois), lastDay(mois)]
  const du = debut > first ? debut : first
  const au = fin !== null && fin < last ? fin : last
  return du > au ? null : { du, au, jours: daysBetween(du, au) + 1, joursDuMois: daysBetween(first, last) + 1 }
}

type Periode = { du: CalendarDate; au: CalendarDate; jours: number; joursDuMois: number }
type Share = Periode & {
  prix: PostePrix
  prixUnitaire: Decimal
  genre: LigneFacture["genre"]
  part: bigint
  whole: bigint
}

function usageOf(poste: PosteFacture, prorata: Prorata, mois: Mois): Share | null {
  const periode = prorata === "annee_entiere" ? wholeYear(poste, mois) : daysIn(poste, mois)
  if (!periode || !poste.prix) return null
  const { prix } = poste
  const share = { ...periode, prix, prixUnitaire: prix.prixUnitaire, genre: "usage" as const }
  // A price paid once is due the month the post begins, whole whatever the day.
  if (prix.periodicite === "unique")
    return poste.debut !== null && moisOf(poste.debut) === mois ? { ...share, part: 1n, whole: 1n } : null
  const part = partOf(poste, periode, prorata)
  if (part.part === 0n) return null
  return { ...share, part: part.part, whole: part.whole * (prix.periodicite === "an" ? 12n : 1n) }
}

/** The whole month, in each calendar year that the post was in service for a day or more. */
function wholeYear({ debut, fin }: PosteFacture, mois: Mois): Periode | null {
  const year = mois.slice(0, 4)
  if (debut === null || debut.slice(0, 4) > year || (fin !== null && fin.slice(0, 4) < year)) return null
  return daysIn({ debut: firstDay(mois), fin: null }, mois)
}

function partOf(
  { debut }: PosteFacture,
  { jours, joursDuMois, du }: Periode,
  prorata: Prorata,
): { part: bigint; whole: bigint } {
  if (prorata === "jours_reels") return { part: BigInt(jours), whole: BigInt(joursDuMois) }
  const firstYear = debut !== null && debut.slice(0, 4) === du.slice(0, 4)
  return { part: prorata === "annee_pleine_suivante" && firstYear ? 0n : 1n, whole: 1n }
}

const installationOf =
  (mois: Mois) =>
  (poste: PosteFacture): Share | null => {
    const { debut, prix, prixInstallation } = poste
    if (debut === null || moisOf(debut) !== mois || !prix || prixInstallation === null) return null
    const day = { du: debut, au: debut, jours: 1, joursDuMois: daysBetween(firstDay(mois), lastDay(mois)) + 1 }
    return { ...day, prix, prixUnitaire: prixInstallation, genre: "installation", part: 1n, whole: 1n }
  }

type Ligne = LigneFacture & Pick<PostePrix, "categorieTva" | "tauxTva">

function group(postes: readonly PosteFacture[], shareOf: (poste: PosteFacture) => Share | null): Ligne[] {
  const groups = new Map<string, { share: Share; numeros: number[] }>()
  for (const poste of postes) {
    const share = shareOf(poste)
    if (!share) continue
    const { du, au, prixUnitaire, part, whole, prix } = share
    const key = [du, au, prixUnitaire, part, whole, prix.categorieTva, prix.tauxTva].join()
    const known = groups.get(key)
    if (known) known.numeros.push(poste.numero)
    else groups.set(key, { share, numeros: [poste.numero] })
  }
  return [...groups.values()].map(({ share, numeros }) => ligneOf(share, numeros)).sort(byDay)
}

function ligneOf({ part, whole, prix, ...share }: Share, numeros: number[]): Ligne {
  const quantite = numeros.length
  const montantHt =
    part === whole ? priceOf(quantite, share.prixUnitaire) : priceOfPart(quantite, share.prixUnitaire, part, whole)
  const { categorieTva, tauxTva } = prix
  return { ...share, postes: numeros.sort((a, b) => a - b), montantHt, categorieTva, tauxTva }
}

const byDay = (a: Ligne, b: Ligne) => a.du.localeCompare(b.du) || b.au.localeCompare(a.au)

/** Once for each rate, on the sum of its lines (EN 16931, BR-CO-17). */
function vatOf(lignes: readonly Ligne[]): Cents {
  const bases = new Map<Decimal, Cents>()
  for (const { categorieTva, tauxTva, montantHt } of lignes)
    if (categorieTva === "S") bases.set(tauxTva, (bases.get(tauxTva) ?? 0n) + montantHt)
  return sum([...bases].map(([taux, base]) => percentOf(base, taux)))
}

/** The month before, this one and the next: what was billed, what is, what will be. */
export const moisAround = (day: CalendarDate): Mois[] =>
  [-1, 0, 1].map((months) => moisOf(addMonths(firstDay(moisOf(day)), months)))
