import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { type Cents, type Decimal, sum } from "@/lib/platform/money.ts"
import type { Facturable } from "@/lib/souscriptions/types.ts"
import { elementsOf } from "./services.ts"

/** What one member would pay, before tax, by the rule in force and by the one that is tried. */
export type Effet = {
  collectiviteId: string
  publicId: string
  nom: string
  type: CollectiviteType
  habitants: number | null
  avant: Cents
  apres: Cents
}

export type Bilan = {
  membres: number
  avant: Cents
  apres: Cents
  /** Who would pay less, more, and the same. */
  gagnants: { nombre: number; montant: Cents }
  perdants: { nombre: number; montant: Cents }
  inchanges: number
}

export function bilanOf(effets: readonly Effet[]): Bilan {
  const differences = effets.map(({ avant, apres }) => apres - avant)
  const side = (keep: (difference: Cents) => boolean) => {
    const kept = differences.filter(keep)
    return { nombre: kept.length, montant: sum(kept) }
  }
  return {
    membres: effets.length,
    avant: sum(effets.map(({ avant }) => avant)),
    apres: sum(effets.map(({ apres }) => apres)),
    gagnants: side((difference) => difference < 0n),
    perdants: side((difference) => difference > 0n),
    inchanges: differences.filter((difference) => difference === 0n).length,
  }
}

/** Coarser than those of the register: few enough groups to compare. */
const STRATES = [
  { nom: "moins de 500 habitants", max: 499 },
  { nom: "500 à 1 999 habitants", max: 1999 },
  { nom: "2 000 à 9 999 habitants", max: 9999 },
  { nom: "10 000 habitants et plus", max: null },
] as const

/** The same effects by type of member, and by size for those that have inhabitants: groups of nobody are left out. */
export function groupsOf(
  effets: readonly Effet[],
  typeWords: Record<CollectiviteType, string>,
): { nom: string; bilan: Bilan }[] {
  const byType = Map.groupBy(effets, ({ type }) => type)
  const types = [...byType].map(([type, group]) => ({ nom: typeWords[type], bilan: bilanOf(group) }))
  const sizes = STRATES.flatMap(({ nom, max }, index) => {
    const min = index === 0 ? 0 : (STRATES[index - 1]?.max ?? 0) + 1
    const group = effets.filter(
      ({ type, habitants }) =>
        type === "commune" && habitants !== null && habitants >= min && (max === null || habitants <= max),
    )
    return group.length > 0 ? [{ nom: `Communes, ${nom}`, bilan: bilanOf(group) }] : []
  })
  return [...types, ...sizes]
}

/** The price that is tried, and the unit that it is of: a service may have others. */
export type Essai = { unite: string; prixUnitaire: Decimal }

/** A year of one souscription at another price of use, whatever its service's rule of revision: what would be voted for all. */
export function costAt(facturable: Facturable, essai: Essai | null, exercice: number): Cents {
  const periode = { du: calendarDate(`${exercice}-01-01`), au: calendarDate(`${exercice}-12-31`) }
  const at = essai && isOf(facturable, essai) ? repriced(facturable, essai.prixUnitaire, exercice) : facturable
  return sum(elementsOf(at, "", periode).map(({ montantHt }) => montantHt))
}

/** One without a dated price has the only unit there is. */
const isOf = ({ tarifs, tarifId }: Facturable, { unite }: Essai): boolean =>
  (tarifs.find(({ id }) => id === tarifId)?.unite ?? unite) === unite

const repriced = (facturable: Facturable, prixUnitaire: Decimal, exercice: number): Facturable => ({
  ...facturable,
  prix: facturable.prix && { ...facturable.prix, prixUnitaire },
  postes:
    facturable.postes === null
      ? null
      : facturable.postes.map((poste) => ({ ...poste, prix: poste.prix && { ...poste.prix, prixUnitaire } })),
  // Later versions of the price would hide the one that is tried; bounds and putting in place stay.
  tarifs: facturable.tarifs.filter(({ genre, depuis }) => genre !== "usage" || depuis <= `${exercice}-01-01`),
  service: { ...facturable.service, revision: "jamais" },
})
