import type { PopulationGenre } from "@/lib/operateur/types.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"

/** The same as the trigger `transition` of partage. */
export const PARTAGE_TRANSITIONS = {
  brouillon: ["valide", "abandonne"],
  valide: ["facture", "brouillon", "abandonne"],
  facture: [],
  abandonne: [],
} as const
export type PartageEtat = keyof typeof PARTAGE_TRANSITIONS

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

/** One beneficiary and what its share is found with: inhabitants, units or percents; 1 for equal shares. */
export type Participant = { collectiviteId: string; poids: Decimal }

export type Part = Participant & {
  montant: Cents
  /** One of the cents that the floors left: its remainder was among the largest. */
  centime: boolean
}

/** What is shared, and how. */
export type Cout = {
  cout: Cents
  /** Percent of personnel and general charges. */
  quotePart: Decimal
  montant: Cents
  cle: Cle
  population: { genre: PopulationGenre; millesime: number } | null
  categorieTva: "O" | "E" | "S"
}

export const DEPENSE_NATURES = ["achat", "prestation", "abonnement", "personnel", "charges_generales"] as const
export type DepenseNature = (typeof DEPENSE_NATURES)[number]

export const NATURE_LABELS = {
  achat: "Achat",
  prestation: "Prestation",
  abonnement: "Abonnement, licence",
  personnel: "Personnel",
  charges_generales: "Charges à caractère général",
} as const satisfies Record<DepenseNature, string>

/** What comes from the operator itself, not from a supplier's bill. */
export const NATURES_INTERNES: readonly DepenseNature[] = ["personnel", "charges_generales"]

/** In an address, general costs, which are of no pillar. */
export const SANS_PILIER = "aucun"

export const PARTAGE_REFUSALS = {
  "service-inconnu": "Choisissez un service de la liste.",
  "pilier-inconnu": "Choisissez un pilier de la liste.",
  "engagement-inconnu": "Cet engagement n’existe pas.",
  "engagement-solde": "Cet engagement est soldé : plus rien ne s’y rattache.",
  "engagement-autre-exercice": "Cet engagement est de l’exercice {exercice} : la dépense est du même.",
  "engagement-deja-facture": "{montant} sont déjà facturés sur cet engagement : il ne peut pas être moindre.",
  "action-inconnue": "Choisissez une action de la liste.",
  "action-autre-pilier":
    "Cette action est du pilier {pilier} : choisissez un service de ce pilier, ou une autre action.",
  "depense-inconnue": "Cette dépense n’existe pas.",
  "depense-partagee": "Cette dépense est déjà répartie par « {libelle} » : un même coût ne se facture pas deux fois.",
  "depense-figee": "Cette dépense est répartie et le partage est validé : reprenez-le d’abord.",
  "justificatif-absent": "Joignez la facture du fournisseur : elle justifie la dépense.",
  "fichier-refuse": "Ce fichier n’est pas accepté : {raison}",
  "antivirus-absent": "Le fichier n’a pas pu être analysé : réessayez dans un instant. Rien n’a été enregistré.",
  "partage-inconnu": "Ce partage n’existe pas.",
  "partage-change": "Ce partage a changé entre-temps : il est maintenant « {etat} ». Rechargez la page.",
  "cout-absent": "Choisissez une dépense, ou indiquez le coût.",
  "population-inconnue": "La population {genre} {millesime} n’est pas connue pour {nom}.",
  "collectivite-inconnue": "Aucune collectivité ne porte exactement ce nom ou cet identifiant.",
  "participant-absent": "Cette collectivité ne participe pas.",
  "sans-utilisateur": "Aucune collectivité n’a ce service : ajoutez les participants un à un.",
  "sans-participant": "Ajoutez au moins une collectivité.",
  "poids-absent": "Indiquez la part de {nom}.",
  "sans-poids": "Personne n’a de part : rien ne serait facturé. Choisissez d’autres participants ou une autre clé.",
  pourcentages: "Les pourcentages font {total} % : ils doivent faire 100 %.",
  "meme-personne": "Vous avez préparé ce partage : une seconde personne doit le valider.",
  "dans-une-campagne": "Ce partage est dans une campagne soumise à approbation : reprenez d’abord cette campagne.",
  "deja-facture": "Des parts de ce coût ont déjà leur titre : il reste à facturer les autres.",
  "rien-a-facturer": "Toutes les parts de ce coût ont déjà leur titre.",
  "sans-habitant":
    "{nom} n’a aucun habitant (population {genre} {millesime}) : sa part serait nulle. Choisissez une autre clé, ou laissez cette collectivité de côté.",
} as const
export type PartageRefusal = keyof typeof PARTAGE_REFUSALS
