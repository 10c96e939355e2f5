import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"

export const DOMAINES = ["routier", "non_routier"] as const
export type Domaine = (typeof DOMAINES)[number]

export const DOMAINE_LABELS = {
  routier: "domaine public routier",
  non_routier: "domaine public non routier",
} as const satisfies Record<Domaine, string>

/** Masts are recorded and not charged: radio installations are outside the ceilings of R.20-52. */
export const NATURES = ["souterrain", "aerien", "emprise", "mat"] as const
export type Nature = (typeof NATURES)[number]
export type NatureTaxee = Exclude<Nature, "mat">

export const NATURE_LABELS = {
  souterrain: "Souterrain",
  aerien: "Aérien",
  emprise: "Emprise au sol",
  mat: "Mâts et pylônes",
} as const satisfies Record<Nature, string>

export const UNITES = { souterrain: "km", aerien: "km", emprise: "m²", mat: "unités" } as const satisfies Record<
  Nature,
  string
>

/** Euros a year: by kilometre of artère, by square metre. */
export type Taux = {
  souterrainKm: Decimal
  aerienKm: Decimal
  empriseM2: Decimal
  nonRoutierKm: Decimal
  nonRoutierM2: Decimal
}
export const TAUX_LABELS = {
  souterrainKm: "Routier, souterrain (€/km)",
  aerienKm: "Routier, aérien (€/km)",
  empriseM2: "Routier, autres installations (€/m²)",
  nonRoutierKm: "Non routier (€/km)",
  nonRoutierM2: "Non routier (€/m²)",
} as const satisfies Record<keyof Taux, string>

export type Bareme = Taux & { annee: number; source: string }

/** What is charged: kilometres of artère (length × ducts) or square metres, on one kind of domain, for part of the year or all of it. */
export type Assiette = { nature: NatureTaxee; domaine: Domaine; quantite: Decimal; jours?: number }

export const ARRONDIS = ["centime", "euro"] as const
/** Each line to the cent; `euro` rounds the total of the debtor too (CG3P L.2322-4). */
export type Arrondi = (typeof ARRONDIS)[number]

export type LigneCalculee = Assiette & { taux: Decimal; unite: "km" | "m²"; montant: Cents; etape: string }

export type Calcul = { annee: number; lignes: LigneCalculee[]; total: Cents; etapes: string[] }

/** Until when one may act, and what it is worth today. */
export type Prescription = { exigibleLe: CalendarDate; dernierJour: CalendarDate; prescrite: boolean }
