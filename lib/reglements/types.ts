export const RECU_ETATS = ["a_affecter", "affecte", "ecarte"] as const
export type ReglementRecuEtat = (typeof RECU_ETATS)[number]

/** A payment set against the wrong titre goes back to the pile, by an opposite row. */
export const RECU_TRANSITIONS = {
  a_affecter: ["affecte", "ecarte"],
  affecte: ["a_affecter"],
  ecarte: ["a_affecter"],
} as const satisfies Record<ReglementRecuEtat, readonly ReglementRecuEtat[]>

export const RECU_LABELS = {
  a_affecter: { word: "à affecter", tone: "attention" },
  affecte: { word: "affecté", tone: "ok" },
  ecarte: { word: "écarté", tone: "neutral" },
} as const satisfies Record<ReglementRecuEtat, { word: string; tone: string }>

export const MOYENS = ["virement", "payfip", "prelevement", "cheque", "autre"] as const
export type ReglementMoyen = (typeof MOYENS)[number]

export const MOYEN_LABELS = {
  virement: "virement",
  payfip: "PayFiP",
  prelevement: "prélèvement",
  cheque: "chèque",
  autre: "autre moyen",
} as const satisfies Record<ReglementMoyen, string>

export type ReglementGenre = "paiement" | "annulation" | "remboursement"

export const REGLEMENT_LABELS = {
  paiement: "Paiement",
  annulation: "Affectation annulée",
  remboursement: "Trop-perçu remboursé",
} as const satisfies Record<ReglementGenre, string>

export const PAUSES = ["contestation", "accord", "autre"] as const
export type PauseGenre = (typeof PAUSES)[number]

export const PAUSE_LABELS = {
  contestation: "Le débiteur conteste la somme",
  accord: "Un délai est accordé",
  autre: "Autre raison",
} as const satisfies Record<PauseGenre, string>

export const MAX_BYTES = 10 * 1024 * 1024
export const MAX_ROWS = 20_000

export const FILE_REFUSALS = {
  "fichier-absent": "Choisissez le fichier du comptable.",
  "fichier-vide": "Ce fichier est vide.",
  "fichier-trop-gros": "Ce fichier pèse {taille} ; la limite est de 10 Mo. Partagez-le en plusieurs fichiers.",
  "fichier-classeur":
    "Ce fichier est un classeur ou une archive, pas un CSV. Dans votre tableur : Enregistrer sous, « CSV UTF-8 ».",
  "fichier-binaire": "Ce fichier n'est pas un texte CSV. Dans votre tableur : Enregistrer sous, « CSV UTF-8 ».",
  "encodage-inconnu":
    "L'encodage de ce fichier n'est ni UTF-8, ni UTF-16, ni Windows-1252 : les accents seraient perdus. Enregistrez-le en « CSV UTF-8 ».",
  "guillemets-ouverts":
    "Un guillemet ouvert à la ligne {ligne} n'est jamais refermé : la suite du fichier est illisible.",
  "colonnes-absentes":
    "Aucune des vingt premières lignes ne nomme les colonnes nécessaires : une date, un montant, et au moins le payeur, la référence ou le libellé.",
  "colonnes-en-double": "Plusieurs colonnes disent la même chose : {colonnes}. Gardez-en une seule.",
  "aucune-ligne": "Ce fichier n'a qu'une ligne d'en-têtes : rien à importer.",
  "trop-de-lignes": "Ce fichier compte plus de 20 000 lignes. Partagez-le en plusieurs fichiers.",
} as const
export type FileRefusal = keyof typeof FILE_REFUSALS

export const IMPORT_REFUSALS = {
  ...FILE_REFUSALS,
  "import-inconnu": "Ce fichier n'existe pas.",
  "deja-enregistre": "Ce fichier est déjà enregistré : rien n'a été ajouté une seconde fois.",
  "lignes-refusees":
    "{nombre} de ce fichier ne peuvent pas être lues : corrigez le fichier, ou cochez la case qui les laisse de côté. Rien n'a été enregistré.",
  "rien-a-ajouter": "Ce fichier n'ajoute rien : ses paiements sont déjà connus.",
} as const
export type ImportRefusal = keyof typeof IMPORT_REFUSALS

export const REGLEMENT_REFUSALS = {
  "recu-inconnu": "Ce paiement n'existe pas.",
  "recu-decide":
    "Ce paiement a changé pendant que vous le regardiez : {par} l'a {acte} le {le}. Rien n'a été enregistré.",
  "recu-ecarte": "Ce paiement est écarté : reprenez-le d'abord.",
  "recu-entame": "Une partie de ce paiement est affectée : annulez d'abord cette affectation.",
  "recu-depasse": "Vous affectez {somme}, mais il ne reste que {disponible} de ce paiement.",
  "titre-inconnu": "L'un de ces titres n'existe pas.",
  "titre-corrige": "Le document {titre} est une réduction ou une annulation : il ne se paie pas.",
  "titre-change":
    "Le reste à payer du titre {titre} est passé de {avant} à {apres} depuis que vous avez ouvert cette page. Rien n'a été enregistré : vérifiez, puis recommencez.",
  "trop-percu":
    "Le titre {titre} n'attend que {reste} : cochez « Accepter un trop-perçu » si le débiteur a payé davantage.",
  "rien-a-affecter": "Indiquez un montant pour au moins un titre.",
  "rien-de-sur": "Aucun de ces paiements n'est plus certain : la page dit ce qui a changé.",
  "reglement-inconnu": "Ce règlement n'existe pas.",
  "deja-annule": "Cette affectation est déjà annulée.",
  "rendu-depasse":
    "Cette annulation rendrait plus que ce qui a été payé sur ce titre : annulez d'abord le remboursement qui en dépend.",
  "credit-depasse": "Le trop-perçu de ce titre est de {disponible} : vous ne pouvez pas en utiliser {somme}.",
  "autre-debiteur": "Le titre {titre} est dû par une autre collectivité : un trop-perçu reste à celle qui a payé.",
  "credit-saisi": "Ce trop-perçu ne vient d'aucun paiement que l'on puisse répartir autrement : remboursez-le.",
} as const
export type ReglementRefusal = keyof typeof REGLEMENT_REFUSALS

export const RELANCE_REFUSALS = {
  "titre-inconnu": "Ce titre n'existe pas.",
  "deja-en-pause": "Les relances de ce titre sont déjà suspendues.",
  "pas-en-pause": "Les relances de ce titre ne sont pas suspendues.",
} as const
export type RelanceRefusal = keyof typeof RELANCE_REFUSALS

export const QUESTION_REFUSALS = {
  "titre-inconnu": "Ce titre n'existe pas.",
  "ligne-inconnue": "Cette ligne n'est pas dans ce titre.",
  "sans-question": "Personne n'a posé de question sur ce titre.",
} as const
export type QuestionRefusal = keyof typeof QUESTION_REFUSALS
