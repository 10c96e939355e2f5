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

export const BAREME_ETATS = ["projet", "publie", "remplace", "ecarte"] as const
export type BaremeEtat = (typeof BAREME_ETATS)[number]
/** The same as the trigger `transition` of the table, as for those below. */
export const BAREME_TRANSITIONS = {
  projet: ["publie", "ecarte"],
  publie: ["remplace"],
  remplace: [],
  ecarte: [],
} as const satisfies Record<BaremeEtat, readonly BaremeEtat[]>

export const CREANCE_ETATS = ["preparee", "envoyee", "contestee", "payee", "prescrite", "abandonnee"] as const
export type CreanceEtat = (typeof CREANCE_ETATS)[number]
export const CREANCE_TRANSITIONS = {
  preparee: ["envoyee", "prescrite", "abandonnee"],
  envoyee: ["contestee", "payee", "prescrite", "abandonnee"],
  contestee: ["envoyee", "payee", "prescrite", "abandonnee"],
  payee: [],
  prescrite: [],
  abandonnee: [],
} as const satisfies Record<CreanceEtat, readonly CreanceEtat[]>

export const CREANCE_LABELS = {
  preparee: "prête à envoyer",
  envoyee: "réclamée",
  contestee: "contestée",
  payee: "payée",
  prescrite: "perdue (prescrite)",
  abandonnee: "abandonnée",
} as const satisfies Record<CreanceEtat, string>

export const PATRIMOINE_IMPORT_ETATS = ["a_verifier", "enregistre", "laisse"] as const
export type PatrimoineImportEtat = (typeof PATRIMOINE_IMPORT_ETATS)[number]
export const PATRIMOINE_IMPORT_TRANSITIONS = {
  a_verifier: ["enregistre", "laisse"],
  enregistre: [],
  laisse: [],
} as const satisfies Record<PatrimoineImportEtat, readonly PatrimoineImportEtat[]>

export type Bareme = Taux & { annee: number; source: string }

/** What is charged: kilometres of artère (length × ducts) or square metres, on one kind of domain, for part of the year or all of it. */
export type Assiette = { nature: NatureTaxee; domaine: Domaine; quantite: Decimal; jours?: number }

export const ARRONDIS = ["centime", "euro"] as const
/** Each line to the cent; `euro` rounds the total of the debtor too (CG3P L.2322-4). */
export type Arrondi = (typeof ARRONDIS)[number]

export type LigneCalculee = Assiette & { taux: Decimal; unite: "km" | "m²"; montant: Cents }

export type Calcul = { annee: number; lignes: LigneCalculee[]; total: Cents }

/** Until when one may act, and what it is worth today. */
export type Prescription = { exigibleLe: CalendarDate; dernierJour: CalendarDate; prescrite: boolean }

/** How many lines one form or one file row group may hold. */
export const LIGNES_MAX = 60

export const REDEVANCE_REFUSALS = {
  "collectivite-inconnue": "Cette collectivité n'existe pas.",
  "service-ferme": "Ce service n'est pas ouvert pour votre collectivité : ouvrez-le depuis le catalogue.",
  "sans-mandat":
    "La commune n'a pas donné mandat d'agir sur ses redevances. Elle le donne depuis sa page « Redevances ».",
  "mandat-deja": "Le mandat est déjà donné.",
  "mandat-absent": "Aucun mandat n'est en cours.",
  "operateur-inconnu": "Cet opérateur n'est pas dans la liste. Demandez à l'ajouter à votre opérateur de services.",
  "annee-hors-champ": "Cette année n'est pas possible : de {premiere} à {derniere}.",
  "etat-existant":
    "Un état de {operateur} est déjà enregistré pour {annee} ({recu}). Cochez « Remplacer l'état déjà enregistré » si celui-ci le corrige.",
  "sans-ligne": "Indiquez au moins une ligne. Si l'opérateur n'a rien, écrivez une ligne à 0.",
  "rien-a-reporter": "Il n'y a pas d'état de cet opérateur pour {annee} : rien à reprendre.",
  "bareme-absent": "Le barème de {annee} n'est pas renseigné : le montant n'est pas calculé, la créance est conservée.",
  "taux-trop-eleve": "{champ} : {saisi} dépasse le plafond de {annee}, qui est de {plafond}.",
  "deliberation-inconnue": "Cette délibération n'existe pas.",
  "deliberation-adoptee": "Cette délibération est adoptée : elle ne change plus. Préparez-en une autre.",
  "deliberation-absente":
    "Aucune délibération adoptée ne fixe les tarifs de {annee} : sans elle, rien ne peut être réclamé.",
  "etat-absent": "Il n'y a pas d'état du patrimoine de cet opérateur pour {annee}.",
  "montant-nul": "Le montant est de 0,00 € : il n'y a rien à réclamer.",
  "creance-existante": "La créance de {annee} sur cet opérateur est déjà préparée.",
  "creance-inconnue": "Cette créance n'existe pas.",
  "creance-prescrite": "Cette redevance est prescrite depuis le {depuis} : elle ne peut plus être réclamée.",
  "creance-changee": "Cette créance a changé entre-temps : elle est maintenant « {etat} ». Rien n'a été modifié.",
  "transition-interdite": "Une créance « {de} » ne peut pas devenir « {vers} ».",
  "paiement-trop-grand": "Le paiement dépasse ce qui reste dû : {reste}.",
  "paiement-incomplet": "Il reste {reste} à payer : enregistrez un paiement partiel, la créance reste réclamée.",
  "date-future": "Cette date est à venir : indiquez le jour où c'est arrivé.",
  "echeance-avant": "L'échéance ne peut pas précéder l'envoi.",
  "bareme-existant": "Un projet de barème existe déjà pour {annee} : publiez-le ou écartez-le d'abord.",
  "bareme-inconnu": "Ce barème n'existe pas ou n'est plus un projet.",
  "taux-legal-existant": "Le taux de ce semestre est déjà enregistré.",
  "operateur-existant": "Un opérateur porte déjà ce nom.",
  "titre-manque": "Pour faire ce fichier, il manque {quoi}.",
  "titre-etat": "Une créance « {etat} » ne donne plus lieu à un titre.",
  "titre-numero-pris": "Le titre n° {numero} de l'exercice {exercice} a déjà son fichier : indiquez un autre numéro.",
  "titre-bordereau-pris":
    "Le bordereau n° {bordereau} de l'exercice {exercice} a déjà son fichier : Hélios refuserait le second.",
  "titre-cumul": "Le cumul annuel comprend ce bordereau : il est au moins de {montant}.",
  "titre-avant": "Le titre ne peut pas être émis avant que la redevance soit exigible, le {exigible}.",
  "import-inconnu": "Cet import n'existe pas ou n'est plus à vérifier.",
  "colonnes-absentes": "Indiquez au moins la colonne de l'opérateur et une colonne de longueur ou de surface.",
  "aucune-ligne-bonne": "Aucune ligne de ce fichier ne peut être enregistrée : voyez ce qui est dit de chacune.",
} as const
export type RedevanceRefusal = keyof typeof REDEVANCE_REFUSALS
