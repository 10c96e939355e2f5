export const PARTAGE_ETATS = ["brouillon", "valide", "facture", "abandonne"] as const
export type PartageEtat = (typeof PARTAGE_ETATS)[number]

export const PARTAGE_TRANSITIONS = {
  brouillon: ["valide", "abandonne"],
  valide: ["facture", "brouillon", "abandonne"],
  facture: [],
  abandonne: [],
} as const satisfies Record<PartageEtat, readonly PartageEtat[]>

export const PARTAGE_LABELS = {
  brouillon: { word: "à contrôler", tone: "attention" },
  valide: { word: "validé", tone: "info" },
  facture: { word: "facturé", tone: "ok" },
  abandonne: { word: "abandonné", tone: "neutral" },
} as const satisfies Record<PartageEtat, { word: string; tone: string }>

export const CLES = ["population", "quantite", "egale", "pourcentage"] as const
export type Cle = (typeof CLES)[number]

export const CLE_LABELS = {
  population: "Au prorata de la population",
  quantite: "Au prorata des quantités",
  egale: "À parts égales",
  pourcentage: "Selon des pourcentages",
} as const satisfies Record<Cle, string>
