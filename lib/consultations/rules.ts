import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { AVIS, type Avis } from "./types.ts"

/** A service without types is for all: so is a question about it. */
export const isFor = ({ types }: { types: readonly CollectiviteType[] }, type: CollectiviteType): boolean =>
  types.length === 0 || types.includes(type)

/** Sizes in which needs differ: the operator's « clé en main » is under a thousand inhabitants. */
export const TAILLES = [
  { code: "petite", label: "Moins de 1 000 habitants", jusqua: 999 },
  { code: "moyenne", label: "De 1 000 à 3 499 habitants", jusqua: 3499 },
  { code: "grande", label: "3 500 habitants et plus", jusqua: null },
  { code: "sans", label: "Sans population propre", jusqua: null },
] as const
export type Taille = (typeof TAILLES)[number]["code"]

export function tailleOf(habitants: number | null): Taille {
  if (habitants === null) return "sans"
  return habitants < 1000 ? "petite" : habitants < 3500 ? "moyenne" : "grande"
}

export type Repondant = { habitants: number | null; avis: Avis; choix: readonly string[] }
export type Resultat = { label: string; total: number } & Record<Avis, number>

/** How many said what, by size: a size without anybody is left out. */
export function countBySize(reponses: readonly Repondant[]): Resultat[] {
  return TAILLES.flatMap(({ code, label }) => {
    const ours = reponses.filter(({ habitants }) => tailleOf(habitants) === code)
    return ours.length > 0 ? [{ label, total: ours.length, ...countAvis(ours) }] : []
  })
}

export const countAvis = (reponses: readonly Pick<Repondant, "avis">[]): Record<Avis, number> => {
  const counted = { interesse: 0, plus_tard: 0, sans_besoin: 0 }
  for (const avis of AVIS) counted[avis] = reponses.filter((one) => one.avis === avis).length
  return counted
}

/** How many ticked each choice, in the order they were put. */
export const countChoix = (choix: readonly string[], reponses: readonly Pick<Repondant, "choix">[]) =>
  choix.map((label) => ({ label, coches: reponses.filter((one) => one.choix.includes(label)).length }))
