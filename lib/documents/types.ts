import type { DepartConservation, DocumentEtat, DocumentGenre, SortFinal } from "@/generated/prisma/enums.ts"

export type { DepartConservation, DocumentEtat, DocumentGenre, SortFinal }

/** The same as the trigger `transition` of the table. */
export const DOCUMENT_TRANSITIONS = {
  en_analyse: ["disponible", "infecte"],
  disponible: ["detruit"],
  infecte: [],
  detruit: [],
} as const satisfies Record<DocumentEtat, readonly DocumentEtat[]>

export const ETAT_LABELS = {
  en_analyse: "en attente d'analyse",
  disponible: "disponible",
  infecte: "refusé : infecté",
  detruit: "détruit",
} as const satisfies Record<DocumentEtat, string>

/** In the order of the screens; a logo is no document of a file. */
export const GENRES = [
  "charte",
  "convention",
  "avenant",
  "deliberation",
  "titre",
  "rapport",
  "preuve",
  "modele",
  "autre",
] as const satisfies readonly DocumentGenre[]
export type Genre = (typeof GENRES)[number]

export const GENRE_LABELS = {
  charte: "Charte d’adhésion",
  convention: "Convention",
  avenant: "Avenant",
  deliberation: "Délibération",
  titre: "Titre",
  rapport: "Rapport",
  preuve: "Dossier de preuve",
  modele: "Modèle",
  autre: "Autre document",
} as const satisfies Record<Genre, string>

/** Bytes that are durable under their address, and not yet any document's: a file without a row is swept. */
export type KeptBytes = {
  taille: number
  /** SHA-256 of the clear bytes, hexadecimal. */
  empreinte: string
  adresse: string
  cleEnveloppee: Buffer
}

/** What a document is, whoever made it. */
export type NewDocument = {
  collectiviteId: string
  genre: DocumentGenre
  /** What it is the document of; the same for all its versions. Left out, the document stands for itself. */
  objetId?: string
  /** Left out, the one after the last. Said, it must be free: the second of two who store the same one fails. */
  version?: number
  /** The matter it is filed under, beside its objet. */
  affaireId?: string | null
  titre: string
  nom: string
  mediaType: string
  acteLe?: Date | null
  acteNumero?: string | null
  deposeParId?: string | null
  /** "en_analyse" where no scan has answered yet. */
  etat?: "disponible" | "en_analyse"
}

export type DocumentRef = { id: string; objetId: string; version: number; empreinte: string }

/** The largest document that one deposits, in bytes; next.config.ts and proxy.ts let more through, for files of addresses. */
export const TAILLE_MAX = 25 * 1024 * 1024

/** What may be deposited, as its content says it is: extension and whether a browser shows it. */
export const FORMATS = {
  "application/pdf": { extension: "pdf", label: "PDF", affiche: true },
  "image/jpeg": { extension: "jpg", label: "JPEG", affiche: true },
  "image/png": { extension: "png", label: "PNG", affiche: true },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": {
    extension: "docx",
    label: "Word (.docx)",
    affiche: false,
  },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": {
    extension: "xlsx",
    label: "Excel (.xlsx)",
    affiche: false,
  },
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": {
    extension: "pptx",
    label: "PowerPoint (.pptx)",
    affiche: false,
  },
  "application/vnd.oasis.opendocument.text": { extension: "odt", label: "OpenDocument (.odt)", affiche: false },
  "application/vnd.oasis.opendocument.spreadsheet": { extension: "ods", label: "OpenDocument (.ods)", affiche: false },
  "application/vnd.oasis.opendocument.presentation": { extension: "odp", label: "OpenDocument (.odp)", affiche: false },
} as const satisfies Record<string, { extension: string; label: string; affiche: boolean }>
export type Format = keyof typeof FORMATS

/** Genres that a member or an agent deposits; titres, proofs and models are made by the portal. */
export const GENRES_DEPOSES = ["deliberation", "charte", "convention", "avenant", "rapport", "autre"] as const
export type GenreDepose = (typeof GENRES_DEPOSES)[number]

/** An act is a PDF: what is signed and transmitted keeps its pages. */
export const ACTES = ["deliberation", "charte", "convention", "avenant"] as const satisfies readonly GenreDepose[]
export const isActe = (genre: DocumentGenre): boolean => ACTES.some((acte) => acte === genre)

/** A file that passed every check, kept, and not yet any document's. */
export type ReceivedFile = { kept: KeptBytes; nom: string; mediaType: Format; etat: "disponible" | "en_analyse" }

export const DEPOT_REFUSALS = {
  "fichier-absent": "Choisissez le fichier à déposer.",
  "fichier-vide": "Ce fichier est vide : rien n'a été déposé.",
  "fichier-trop-gros":
    "Ce fichier dépasse 25 Mo : rien n'a été déposé. Réduisez-le ou déposez-le en plusieurs parties.",
  "fichier-programme": "Ce fichier est un programme, quel que soit son nom : il a été refusé.",
  "fichier-format":
    "Ce fichier n'est pas d'un format accepté : déposez un PDF, une image JPEG ou PNG, un document Word, Excel, PowerPoint ou OpenDocument.",
  "fichier-acte": "Un acte se dépose en PDF : enregistrez ce document en PDF, puis déposez-le de nouveau.",
  "fichier-macros": "Ce document contient des macros ou des objets actifs : enregistrez-le sans eux, ou en PDF.",
  "fichier-bombe": "Ce fichier est anormalement gros une fois ouvert : il a été refusé sans être lu jusqu'au bout.",
  "pdf-illisible": "Ce PDF est abîmé ou incomplet : produisez-le de nouveau, puis déposez-le.",
  "pdf-chiffre": "Ce PDF est protégé par un mot de passe ou chiffré : déposez-le sans protection.",
  "pdf-javascript": "Ce PDF contient du code (JavaScript) : imprimez-le en PDF, puis déposez cette copie.",
  "pdf-lancement": "Ce PDF peut lancer un programme : il a été refusé.",
  "pdf-fichiers-joints": "Ce PDF contient d'autres fichiers : déposez-les un par un, sans pièce jointe à l'intérieur.",
  "pdf-xfa": "Ce PDF est un formulaire actif (XFA) : imprimez-le en PDF, puis déposez cette copie.",
  "pdf-media": "Ce PDF contient du son, de la vidéo ou un objet animé : retirez-les, puis déposez-le.",
  "pdf-envoi": "Ce PDF peut envoyer des données ailleurs : imprimez-le en PDF, puis déposez cette copie.",
  "pdf-trop-long": "Ce PDF demande trop de temps ou de mémoire pour être vérifié : il a été refusé.",
  "fichier-infecte":
    "L'antivirus a trouvé « {signature} » dans ce fichier : il a été refusé et votre opérateur est prévenu.",
  "document-inconnu": "Le document à remplacer n'existe pas ou ne peut pas recevoir de version.",
} as const
export type DepotRefusal = keyof typeof DEPOT_REFUSALS

export const SORTS_FINAUX = ["conserver", "detruire", "trier"] as const satisfies readonly SortFinal[]
export const SORT_LABELS = {
  conserver: "Conserver définitivement",
  detruire: "Détruire",
  trier: "Trier avec les archives",
} as const satisfies Record<SortFinal, string>

export const DEPARTS = ["acte", "fin"] as const satisfies readonly DepartConservation[]
export const DEPART_LABELS = {
  acte: "de la date de l’acte",
  fin: "de la fin de ses effets",
} as const satisfies Record<DepartConservation, string>

export const LEGALITE_REFUSALS = {
  "document-inconnu": "Ce document n'existe pas.",
  "deja-change": "Ces informations ont changé entre-temps. Rechargez la page : rien n'a été modifié.",
  "deja-vise": "Un visa des archives est déjà enregistré pour ce document : il ne se remplace pas.",
  "sans-visa": "Aucune destruction sans le visa des archives : enregistrez-le d'abord.",
  "a-conserver": "Ce genre de document se conserve : il ne peut pas être détruit.",
  "trop-tot": "La durée de conservation n'est pas écoulée : ce document ne peut pas encore être détruit.",
  "pas-disponible": "Ce document n'est pas disponible : il ne peut pas être détruit.",
} as const
export type LegaliteRefusal = keyof typeof LEGALITE_REFUSALS
