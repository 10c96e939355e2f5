export const IMPORT_GENRES = ["membres", "populations", "rattachements", "contours"] as const
export type ImportGenre = (typeof IMPORT_GENRES)[number]

export const GENRE_LABELS = {
  membres: {
    title: "Fiches des collectivités",
    does: "Complète le SIREN, le SIRET, l'adresse et la boîte officielle des collectivités du registre, et ajoute celles qui y manquent.",
  },
  populations: {
    title: "Populations INSEE",
    does: "Ajoute un millésime de populations et le compare au précédent, commune par commune.",
  },
  rattachements: {
    title: "Rattachements",
    does: "Dit qui agit pour quelle collectivité, avec quel rôle et de quand à quand.",
  },
  contours: {
    title: "Contours, centres et fin du cuivre des communes",
    does: "Place les communes sur la carte (GeoJSON ou CSV) et donne le lot et les dates de fermeture du réseau cuivre.",
  },
} as const satisfies Record<ImportGenre, { title: string; does: string }>

/** The same table as the trigger `transition` of import. */
export const IMPORT_TRANSITIONS = {
  apercu: ["applique", "abandonne"],
  applique: [],
  abandonne: [],
} as const
export type ImportEtat = keyof typeof IMPORT_TRANSITIONS

export const IMPORT_ETATS = {
  apercu: "À vérifier",
  applique: "Appliqué",
  abandonne: "Abandonné",
} as const satisfies Record<ImportEtat, string>

export const VERDICTS = ["nouveau", "modifie", "identique", "hors_territoire", "refuse"] as const
export type Verdict = (typeof VERDICTS)[number]

export const VERDICT_LABELS = {
  nouveau: "Nouvelle",
  modifie: "Modifiée",
  identique: "Sans changement",
  hors_territoire: "Hors du territoire",
  refuse: "Refusée",
} as const satisfies Record<Verdict, string>

/** What became of a row when the import was applied. */
export const ISSUES = ["appliquee", "perimee", "non_confirmee"] as const
export type Issue = (typeof ISSUES)[number]

export const ISSUE_LABELS = {
  appliquee: "Appliquée",
  perimee: "Non appliquée : la base a changé depuis l'aperçu",
  non_confirmee: "Non appliquée : pas de vérification",
} as const satisfies Record<Issue, string>

/** Fields of a row, as a person reads them. */
export const CHAMP_LABELS: Readonly<Record<string, string>> = {
  siren: "SIREN",
  siret: "SIRET",
  codeInsee: "Code INSEE",
  categorieJuridique: "Catégorie juridique",
  departement: "Département",
  adresse: "Adresse",
  codePostal: "Code postal",
  ville: "Ville",
  courrielOfficiel: "Boîte officielle",
  telephone: "Téléphone",
  statut: "Statut",
  statutDepuis: "Statut depuis le",
  habitants: "Habitants",
  courriel: "Courriel",
  nom: "Nom",
  role: "Rôle",
  fonction: "Fonction",
  depuis: "Depuis",
  jusqua: "Ne vaut plus à partir du",
  contour: "Contour",
  centre: "Centre",
  lot: "Lot du cuivre",
  fermetureCommerciale: "Plus de nouvelle ligne cuivre le",
  fermetureTechnique: "Arrêt du cuivre le",
}

export type Difference = { champ: string; avant: string | null; apres: string | null }
export type Erreur = { champ: string; message: string }

/** One line of the file, compared with the database. */
export type LigneComparee = {
  /** Its number in the spreadsheet: the header is 1. */
  ligne: number
  verdict: Verdict
  concerneId: string | null
  donnees: Readonly<Record<string, string>>
  differences: readonly Difference[]
  erreurs: readonly Erreur[]
  /** What a person must confirm before this line is applied. */
  alerte: string | null
}

export const POPULATION_GENRES = ["municipale", "totale"] as const
export type PopulationGenre = (typeof POPULATION_GENRES)[number]
export const POPULATION_GENRE_LABELS = {
  municipale: "Population municipale",
  totale: "Population totale",
} as const satisfies Record<PopulationGenre, string>

/** What is kept of the file beside its rows. */
export type Parametres = {
  encodage: string
  separateur: string
  /** Columns of the file that this kind of import does not read. */
  ignorees: readonly string[]
  population?: { genre: PopulationGenre; millesime: number }
}

export const MAX_BYTES = 10 * 1024 * 1024
/** Outlines of a département as the map institute draws them. */
export const MAX_BYTES_CONTOURS = 40 * 1024 * 1024
export const MAX_ROWS = 50_000

export const FILE_REFUSALS = {
  "fichier-absent": "Choisissez le fichier à importer.",
  "fichier-vide": "Ce fichier est vide.",
  "fichier-trop-gros": "Ce fichier pèse {taille} ; la limite est de {limite}. Partagez-le en plusieurs fichiers.",
  "fichier-classeur":
    "Ce fichier est un classeur ou une archive, pas un CSV. Dans votre tableur : Enregistrer sous, « CSV UTF-8 ».",
  "fichier-binaire": "Ce fichier n'est pas un texte CSV. Dans votre tableur : Enregistrer sous, « CSV UTF-8 ».",
  "encodage-inconnu":
    "L'encodage de ce fichier n'est ni UTF-8, ni UTF-16, ni Windows-1252 : les accents seraient perdus. Enregistrez-le en « CSV UTF-8 ».",
  "guillemets-ouverts":
    "Un guillemet ouvert à la ligne {ligne} n'est jamais refermé : la suite du fichier est illisible.",
  "colonnes-absentes": "La première ligne doit nommer les colonnes. Il manque : {colonnes}.",
  "colonnes-en-double": "Plusieurs colonnes disent la même chose : {colonnes}. Gardez-en une seule.",
  "geojson-illisible":
    "Ce fichier GeoJSON ne se lit pas : il doit être une FeatureCollection, chaque commune avec son code et sa forme.",
  "aucune-ligne": "Ce fichier n'a qu'une ligne d'en-têtes : rien à importer.",
  "trop-de-lignes": "Ce fichier compte plus de 50 000 lignes. Partagez-le en plusieurs fichiers.",
} as const
export type FileRefusal = keyof typeof FILE_REFUSALS

export const IMPORT_REFUSALS = {
  ...FILE_REFUSALS,
  "import-introuvable": "Cet import n'existe pas.",
  "deja-applique": "Cet import est déjà appliqué : rien n'a été fait une seconde fois.",
  "deja-abandonne": "Cet import est abandonné : importez de nouveau le fichier.",
  "rien-a-appliquer": "Aucune ligne de cet import ne peut être appliquée.",
} as const
export type ImportRefusal = keyof typeof IMPORT_REFUSALS
