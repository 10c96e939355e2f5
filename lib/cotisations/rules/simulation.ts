import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, sum } from "@/lib/platform/money.ts"
import type { Facturable } from "@/lib/souscriptions/types.ts"
import type { EffetsFilter } from "../schema/simulation.ts"
import type { EffetSituation } from "../types.ts"
import { elementsOf, priceFor } from "./services.ts"

/** What one member would pay in a year, before tax, by the rule in force and by the one that is tried. */
export type Effet = {
  collectiviteId: string
  publicId: string
  nom: string
  type: CollectiviteType
  habitants: number | null
  situation: EffetSituation
  /** Why it could not be asked anything; how much was counted for who does not use it. */
  motif: string | null
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

export const isPayeur = ({ situation }: Pick<Effet, "situation">): boolean => situation === "paie"
export const isPossible = ({ situation }: Pick<Effet, "situation">): boolean => situation === "pourrait"

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

export type Groupe = {
  nom: string
  /** Of those who pay now. */
  bilan: Bilan
  /** Of those who do not use it and may ask for it; and how many may not. */
  possible: Bilan
  exclues: number
}

const groupOf = (nom: string, effets: readonly Effet[]): Groupe => ({
  nom,
  bilan: bilanOf(effets.filter(isPayeur)),
  possible: bilanOf(effets.filter(isPossible)),
  exclues: effets.filter(({ situation }) => situation === "exclue").length,
})

/** The same effects by type of member, and by size for those that have inhabitants: groups of nobody are left out. */
export function groupsOf(effets: readonly Effet[], typeWords: Record<CollectiviteType, string>): Groupe[] {
  const byType = Map.groupBy(effets, ({ type }) => type)
  const types = [...byType].map(([type, group]) => groupOf(typeWords[type], group))
  const sizes = STRATES.flatMap(({ nom, max }, index) => {
    const min = index === 0 ? 0 : (STRATES[index - 1]?.max ?? 0) + 1
    const group = effets.filter(
      ({ type, habitants }) =>
        type === "commune" && habitants !== null && habitants >= min && (max === null || habitants <= max),
    )
    return group.length > 0 ? [groupOf(`Communes, ${nom}`, group)] : []
  })
  return [...types, ...sizes]
}

const ecart = ({ avant, apres }: Effet): Cents => apres - avant
const size = (amount: Cents): Cents => (amount < 0n ? -amount : amount)
const compareCents = (a: Cents, b: Cents): number => (a === b ? 0 : a < b ? -1 : 1)

const byName = (a: Effet, b: Effet) => a.nom.localeCompare(b.nom, "fr")

/** By the size of the difference, the largest last, or by any other column; ties by name. */
const ORDERS = {
  nom: byName,
  habitants: (a: Effet, b: Effet) => (a.habitants ?? -1) - (b.habitants ?? -1),
  avant: (a: Effet, b: Effet) => compareCents(a.avant, b.avant),
  apres: (a: Effet, b: Effet) => compareCents(a.apres, b.apres),
  ecart: (a: Effet, b: Effet) => compareCents(size(ecart(a)), size(ecart(b))),
} as const
export type EffetOrder = keyof typeof ORDERS

/** What the address asks to see of them, in its order. */
export function chooseEffets(effets: readonly Effet[], { cherche, type, situation, tri }: EffetsFilter): Effet[] {
  const words = fold(cherche).split(/\s+/).filter(Boolean)
  const kept = effets.filter(
    (effet) =>
      (!type || effet.type === type) &&
      (!situation || effet.situation === situation) &&
      words.every((word) => fold(effet.nom).includes(word)),
  )
  const down = tri.startsWith("-")
  // The schema lets these names through and no others.
  const order = ORDERS[tri.replace("-", "") as EffetOrder]
  return kept.sort((a, b) => (down ? order(b, a) : order(a, b)) || byName(a, b))
}

/** As the row keeps them: cents as text. */
export type EffetFige = Omit<Effet, "avant" | "apres"> & { avant: string; apres: string }

export const toFreeze = ({ avant, apres, ...effet }: Effet): EffetFige => ({
  ...effet,
  avant: avant.toString(),
  apres: apres.toString(),
})

export const thawed = ({ avant, apres, ...effet }: EffetFige): Effet => ({
  ...effet,
  avant: BigInt(avant),
  apres: BigInt(apres),
})

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

type Tarife = Pick<Facturable, "service" | "tarifs"> & { parPoste: boolean }
type Membre = Pick<Effet, "collectiviteId" | "nom" | "type" | "habitants">

/**
 * A member that does not use the service, as if it had for long: one unit, all its inhabitants, or a flat price. Nothing of putting
 * it in place, and no first year that a rule of proration would spare. Null where the service has no price of that unit then.
 */
export function asIfUsing(
  { service, tarifs, parPoste }: Tarife,
  membre: Membre,
  { unite }: Essai,
  exercice: number,
): Facturable | null {
  const tarif = tarifs
    .filter((one) => one.genre === "usage" && one.unite === unite && one.depuis <= `${exercice}-01-01`)
    .at(-1)
  if (!tarif) return null
  const prix = priceFor(tarif, membre.habitants)
  const debut = calendarDate(`${exercice - 2}-01-01`)
  const quantite = tarif.assiette === "habitant" ? (membre.habitants ?? 0) : 1
  return {
    ...{ id: "", beneficiaireId: membre.collectiviteId, beneficiaireType: membre.type, beneficiaireNom: membre.nom },
    ...{ habitants: membre.habitants, service, prix, prixDepuis: tarif.depuis, tarifId: tarif.id, quantite },
    ...{ avenants: [], debut, fin: null, reprise: false, options: [], unite, tarifs },
    postes: parPoste ? [{ debut, fin: null, prix, prixInstallation: null }] : null,
    ...{ convention: null, numeroEngagement: null, codeService: null },
  }
}
