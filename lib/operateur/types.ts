import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"

export type PopulationGenre = "municipale" | "totale"

export const POPULATION_LABELS = {
  municipale: "population municipale",
  totale: "population totale",
} as const satisfies Record<PopulationGenre, string>

/** What every page shows of the operator. */
export type OperateurFace = {
  nom: string
  marque: string
  accent: string
  departement: string
  hasLogo: boolean
  /** Membership shown here was invented for the demonstration. */
  adhesionsSynthetiques: boolean
}

/** What the legal pages say of it. */
export type OperateurFile = OperateurFace & {
  siren: string | null
  siret: string | null
  adresse: string
  codePostal: string
  ville: string
  courriel: string | null
  telephone: string | null
  ordonnateurQualite: string
  populationGenre: PopulationGenre
  populationMillesime: number
}

/** How the yearly cotisation of one type of member is found. */
export type RegleCotisation = { type: CollectiviteType; hypothese: boolean } & (
  | { mode: "taux_population"; taux: Decimal }
  | { mode: "forfait"; montant: Cents }
  | { mode: "aucune" }
)
