/** Levels of the reference validator: error, warning, information. */
export type Gravite = "E" | "W" | "I"

/** What an anomaly prevents, the worst first. */
export type Priorite = 1 | 2 | 3 | 4
export const PRIORITES = [1, 2, 3, 4] as const

export const PRIORITE_LABELS = {
  1: "Bloque le raccordement",
  2: "Place l’adresse au mauvais endroit",
  3: "Rend l’adresse incertaine",
  4: "Présentation du fichier",
} as const satisfies Record<Priorite, string>

/** One line of the verdict: `ligne` is that of the file, the header being 1, and null for the whole file. */
export type Erreur = { code: string; ligne: number | null; gravite: Gravite }

/** What a check could not say, and why. */
export type NonVerifie = { code: string; raison: string }

export const CODE_BAN = "row.cog_no_match_id_ban_commune"
export const CODE_HORS_COMMUNE = "portail.position.hors_commune"

/** One row of the file, as the validator reads it. */
export type Adresse = {
  /** Its line in the file, the header being 1. */
  ligne: number
  insee: string | null
  deleguee: string | null
  voie: string | null
  lieudit: string | null
  /** 99999 is a toponym without address. */
  numero: number | null
  suffixe: string
  /** As the specification names it; null when missing or unknown. */
  position: string | null
  /** As it is written. */
  positionBrute: string
  long: number | null
  lat: number | null
  /** Lambert 93 in metropolitan France, in metres. */
  x: number | null
  y: number | null
  parcelle: boolean
  certifiee: boolean
}

export const SANS_NUMERO = 99_999

/** Outline of a commune: rings of [longitude, latitude], by polygon; the first ring of each is outside, the others holes. */
export type Contour = readonly (readonly (readonly (readonly [number, number])[])[])[]

/** What the rules judge together: all the rows, and what is known of their communes. */
export type Lot = {
  adresses: readonly Adresse[]
  /** By INSEE code; a commune absent from it is not judged. */
  contours: ReadonlyMap<string, Contour>
  /** Whether two rows say the same in every cell. */
  identiques: (a: number, b: number) => boolean
}

/** What a rule found: the row (its index in the lot) and, when it helps, what it saw. */
export type Constat = { rang: number; detail?: string }

/** A rule of the portal's own: what it looks for, why it matters for fibre, and an example. */
export type Regle = {
  /** Begins with `portail.`: the validator's codes never do. */
  code: string
  gravite: Gravite
  priorite: Priorite
  libelle: string
  raison: string
  exemple: string
  /** What to do on the spot or in the file. */
  remede: string
  detecter: (lot: Lot) => Constat[]
}

/** Counts that the index is made of, over the rows that should be addresses (toponyms left aside). */
export type Comptes = {
  adresses: number
  /** Rows with at least one anomaly of priority 1, then 2. */
  bloquees: number
  deplacees: number
  certifiees: number
  parcelles: number
}

export const LIMITES = {
  /** A file of the largest communes is a fifth of this. */
  octets: 64 * 1024 * 1024,
} as const

/** The same table as the trigger `transition` of bal_depot. */
export const BAL_DEPOT_TRANSITIONS = {
  recu: ["analyse", "refuse", "illisible"],
  // Read again once the outline of its commune is loaded.
  analyse: ["recu"],
  refuse: [],
  illisible: [],
} as const
export type BalDepotEtat = keyof typeof BAL_DEPOT_TRANSITIONS

export const DEPOT_LABELS = {
  recu: "analyse en cours",
  analyse: "analysé",
  refuse: "refusé",
  illisible: "illisible",
} as const satisfies Record<BalDepotEtat, string>

export const BAL_CORRECTION_TRANSITIONS = {
  proposee: ["acceptee", "ecartee"],
  acceptee: ["ecartee"],
  ecartee: ["acceptee"],
} as const
export type BalCorrectionEtat = keyof typeof BAL_CORRECTION_TRANSITIONS

export const BAL_SIGNALEMENT_TRANSITIONS = {
  declare: ["transmis", "sans_suite"],
  transmis: ["pris_en_charge", "resolu", "sans_suite"],
  pris_en_charge: ["resolu", "sans_suite"],
  resolu: [],
  sans_suite: [],
} as const
export type BalSignalementEtat = keyof typeof BAL_SIGNALEMENT_TRANSITIONS

export const SIGNALEMENT_ETATS = {
  declare: "déclaré",
  transmis: "transmis à l’opérateur du réseau",
  pris_en_charge: "pris en charge",
  resolu: "résolu",
  sans_suite: "sans suite",
} as const satisfies Record<BalSignalementEtat, string>

export const SIGNALEMENT_GENRES = {
  fourreau_bouche: "Fourreau bouché",
  fourreau_casse: "Fourreau cassé",
  fourreau_absent: "Fourreau absent",
  logement_non_couvert: "Logement non couvert",
  autre: "Autre problème",
} as const
export type SignalementGenre = keyof typeof SIGNALEMENT_GENRES

export const BAL_CAMPAGNE_TRANSITIONS = { ouverte: ["close"], close: [] } as const

/** Why a file is not analysed; the sentence stands beside the field or in the report. */
export const DEPOT_REFUSALS = {
  "fichier-absent": "Choisissez le fichier de la base adresse locale.",
  "fichier-vide": "Ce fichier est vide.",
  "fichier-trop-gros":
    "Ce fichier pèse {taille} Mo ; la limite est de 64 Mo. Une base adresse locale de 100 000 adresses en pèse une vingtaine.",
  "fichier-archive": "Ce fichier est une archive compressée : ouvrez-la et déposez le fichier CSV qu’elle contient.",
  "fichier-classeur": "Ce fichier est un classeur. Dans votre tableur : Enregistrer sous, « CSV UTF-8 ».",
  "fichier-binaire": "Ce fichier n’est pas un texte CSV.",
  "fichier-identique": "Ce fichier est le même que celui de la version {numero} : il n’y a rien de nouveau à analyser.",
  "analyse-en-cours":
    "Un fichier déposé attend encore son analyse. Patientez quelques instants avant d’en déposer un autre.",
  "service-ferme": "Le service Adresses n’est pas ouvert pour votre collectivité. Rien n’a été déposé.",
  "sans-commune":
    "Votre collectivité n’a pas de code INSEE, ni de commune membre dans le registre : l’opérateur doit compléter sa fiche.",
} as const
export type DepotRefusal = keyof typeof DEPOT_REFUSALS

/** Why the worker could not make a report. */
export const ANALYSE_REFUSALS = {
  "autres-communes":
    "Ce fichier contient des adresses d’autres communes : {communes}. Déposez seulement celles de votre collectivité ; rien n’a été gardé.",
  "sans-ligne": "Ce fichier n’a que sa ligne de titres : il ne contient aucune adresse.",
  encodage: "L’encodage de ce fichier n’est pas reconnu. Enregistrez-le en « CSV UTF-8 ».",
  structure:
    "Les lignes et les colonnes de ce fichier ne se distinguent pas : un guillemet n’est pas refermé, ou le nombre de cellules change d’une ligne à l’autre{ou}.",
  "pas-un-texte": "Ce fichier n’est pas un texte CSV.",
  "trop-lourd": "L’analyse de ce fichier demande trop de mémoire ou de temps. Partagez-le par commune.",
} as const
export type AnalyseRefusal = keyof typeof ANALYSE_REFUSALS

export const BAL_REFUSALS = {
  "version-inconnue": "Cette version n’existe pas, ou plus.",
  "deja-ecartee": "Cette anomalie est déjà marquée « pas une erreur ».",
  "exception-inconnue": "Cette exception n’existe pas, ou elle est déjà levée.",
  "anomalie-inconnue": "Cette anomalie n’est plus dans le rapport : rechargez la page.",
  "correction-inconnue": "Cette correction n’existe pas, ou une nouvelle version l’a remplacée.",
  "choix-manquant": "Choisissez l’orthographe à garder.",
  "service-ferme": "Le service Adresses n’est pas ouvert pour votre collectivité.",
  "source-inconnue": "Aucun relevé automatique n’est réglé.",
  "signalement-inconnu": "Ce signalement n’existe pas.",
  "signalement-change": "Ce signalement a changé entre-temps : il est maintenant « {etat} ». Rechargez la page.",
  "etape-interdite": "Un signalement « {de} » ne peut pas devenir « {vers} ».",
  "campagne-inconnue": "Cette campagne n’existe pas, ou elle est close.",
  "aucune-commune": "Aucune commune ne correspond à ce choix.",
  "commune-inconnue": "Cette commune n’est pas dans la campagne.",
} as const
export type BalRefusal = keyof typeof BAL_REFUSALS

/** What came of the last fetch of a source. */
export const RELEVES = {
  nouveau: "Un nouveau fichier a été relevé et analysé.",
  inchange: "Le fichier n’a pas changé depuis le dernier relevé.",
  "adresse-interdite":
    "Cette adresse mène à un réseau privé, à la machine du portail ou à un port inhabituel ({detail}) : elle n’est pas interrogée.",
  "hote-inconnu": "Le nom « {detail} » n’existe pas sur internet.",
  injoignable: "Le serveur ne répond pas ({detail}).",
  "trop-lent": "Le serveur a mis plus de 30 secondes : le relevé est abandonné.",
  "trop-gros": "Le fichier dépasse 64 Mo : le relevé est abandonné.",
  "mauvais-type": "Le serveur n’a pas envoyé un fichier CSV ({detail}).",
  "trop-de-redirections": "L’adresse renvoie sans cesse vers une autre.",
  reponse: "Le serveur a répondu par une erreur ({detail}).",
  "fichier-vide": "Le fichier relevé est vide.",
  "fichier-archive": "L’adresse donne une archive compressée, pas un fichier CSV.",
  "fichier-classeur": "L’adresse donne un classeur, pas un fichier CSV.",
  "fichier-binaire": "L’adresse ne donne pas un texte CSV.",
  "fichier-trop-gros": "Le fichier dépasse 64 Mo : le relevé est abandonné.",
} as const
export type Releve = keyof typeof RELEVES
