import { type Decimal, sumDecimals } from "@/lib/platform/money.ts"
import type { Domaine, Nature } from "../../types.ts"

export type LigneLue = {
  nature: Nature
  domaine: Domaine
  quantite: Decimal
  fourreaux: number
  lieu: string | null
}

/** A row while it is judged: what it was read as, and what is said of it. */
export type Brouillon = {
  ligne: number
  operateurId: string | null
  operateur: string
  annee: number | null
  lignes: LigneLue[]
  refus: string[]
  alertes: string[]
  notes: string[]
  total: boolean
  /** Kilometres that a column of totals announces. */
  totalKm: Decimal | null
}

/** Length as laid: a total in a file counts trenches, not ducts. */
export const kilometresOf = (lignes: readonly LigneLue[]): Decimal =>
  summed(lignes, ({ nature }) => nature === "souterrain" || nature === "aerien")

export const metresCarresOf = (lignes: readonly LigneLue[]): Decimal =>
  summed(lignes, ({ nature }) => nature === "emprise")

const summed = (lignes: readonly LigneLue[], keeps: (ligne: LigneLue) => boolean) =>
  sumDecimals(lignes.filter(keeps).map(({ quantite }) => ({ value: quantite })))
