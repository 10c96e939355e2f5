import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"

export type PopulationGenre = "municipale" | "totale"

export const POPULATION_LABELS = {
  municipale: "population municipale",
  totale: "population totale",
} as const satisfies Record<PopulationGenre, string>

/** What the public pages say of the operator. */
export type OperateurFile = {
  nom: string
  marque: string
  departement: string
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
  /** Membership shown here was invented for the demonstration. */
  adhesionsSynthetiques: boolean
}

/** How the yearly cotisation of one type of member is found. */
export type RegleCotisation = { type: CollectiviteType; hypothese: boolean } & (
  | { mode: "taux_population"; taux: Decimal }
  | { mode: "forfait"; montant: Cents }
  | { mode: "aucune" }
)
