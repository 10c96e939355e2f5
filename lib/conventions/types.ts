import type { ActeEtat, ActeGenre, GenerationLigneEtat, SignatureNiveau } from "@/generated/prisma/enums.ts"
import { SIGNATURE_REFUSALS } from "@/lib/signatures/types.ts"

export type { ActeEtat, ActeGenre }

export const ACTE_GENRES = ["charte", "convention", "avenant"] as const satisfies readonly ActeGenre[]

/** The same as the trigger `transition` of the table. */
export const ACTE_TRANSITIONS = {
  a_generer: ["a_signer", "caduc"],
  a_signer: ["au_parapheur", "signe", "refuse", "caduc"],
  au_parapheur: ["a_signer", "signe", "refuse", "caduc"],
  signe: ["contresigne", "refuse", "caduc"],
  contresigne: ["scelle"],
  scelle: [],
  refuse: [],
  caduc: [],
} as const satisfies Record<ActeEtat, readonly ActeEtat[]>

/** The same as the trigger `transition` of the table: one act of a generation. */
export const GENERATION_LIGNE_TRANSITIONS = {
  a_faire: ["faite", "ecartee", "echec"],
  faite: [],
  ecartee: [],
  echec: ["a_faire"],
} as const satisfies Record<GenerationLigneEtat, readonly GenerationLigneEtat[]>

export const LIGNE_LABELS = {
  a_faire: "à faire",
  faite: "établi",
  ecartee: "écarté",
  echec: "en échec",
} as const satisfies Record<GenerationLigneEtat, string>

/** What staff may ask for in one go: an avenant says what changes, one by one. */
export const GENERATION_GENRES = ["charte", "convention"] as const
export type GenerationGenre = (typeof GENERATION_GENRES)[number]

export const ACTE_LABELS = {
  a_generer: "en préparation",
  a_signer: "à signer",
  au_parapheur: "au parapheur",
  signe: "à contresigner",
  contresigne: "signé des deux parties",
  scelle: "signé et scellé",
  refuse: "refusé",
  caduc: "remplacé",
} as const satisfies Record<ActeEtat, string>

export const GENRE_LABELS = {
  charte: "Charte d’adhésion",
  convention: "Convention",
  avenant: "Avenant",
} as const satisfies Record<ActeGenre, string>

export type Article = { titre: string; texte: string }

/** One of the two who commit themselves, as it was that day. */
export type Partie = {
  nom: string
  adresse: string | null
  identifiant: string | null
  representant: string
}

export type Annexe = {
  titre: string
  intro: string
  colonnes: readonly string[]
  /** Shares of the width. */
  largeurs: readonly number[]
  lignes: readonly (readonly string[])[]
}

/** All that the pages of an act say: frozen when it is made, drawn once. */
export type Contenu = {
  titre: string
  sousTitre: string
  preambule: string
  operateur: Partie & { marque: string; accent: string }
  collectivite: Partie
  faits: readonly (readonly [label: string, value: string])[]
  articles: readonly Article[]
  annexes: readonly Annexe[]
  niveau: SignatureNiveau
  /** Calendar day. */
  etabliLe: string
  demonstration: boolean
}

export type Acte = {
  id: string
  collectiviteId: string
  genre: ActeGenre
  objetId: string
  numero: string
  intitule: string
  etat: ActeEtat
  niveau: SignatureNiveau
  contenu: Contenu
  empreinte: string | null
  documentId: string | null
  scelleDocumentId: string | null
}

/** What fills the blanks of each kind of model: a blank that nothing fills would stop every act of that kind. */
export const CHAMPS = {
  charte: [
    "operateur",
    "collectivite",
    "laCollectivite",
    "preavis",
    "deliberation",
    "dateEffet",
    "cotisation",
    "signataire",
  ],
  convention: ["operateur", "collectivite", "laCollectivite", "preavis", "service", "cout", "duree"],
  avenant: ["operateur", "collectivite", "laCollectivite", "preavis", "service", "avant", "cout", "effetLe"],
} as const satisfies Record<ActeGenre, readonly string[]>

export const ACTE_REFUSALS = {
  ...SIGNATURE_REFUSALS,
  "acte-inconnu": "Ce document n'existe pas.",
  "acte-autre-etat": "Ce document est maintenant « {etat} » : rechargez la page, rien n'a été modifié.",
  "signature-externe": "L'opérateur demande que ce document soit signé dans son parapheur : il ne se signe pas ici.",
  "modele-absent": "Aucun modèle n'est en vigueur pour ce genre de document : complétez les réglages.",
  "catalogue-absent": "Aucune version du catalogue n'est en vigueur : publiez-en une, la charte l'annexe.",
  "dossier-inconnu": "Ce dossier d'adhésion n'existe pas.",
  "dossier-change": "Ce dossier a changé entre-temps ({par}). Rechargez la page : rien n'a été modifié.",
  "dossier-autre-etat": "Ce dossier d'adhésion est « {etat} » : cette étape n'y est pas possible.",
  "dossier-incomplet": "Il manque encore {manques} pour établir la charte.",
  "souscription-inconnue": "Cette souscription n'existe pas.",
  "souscription-autre-etat": "Cette souscription est « {etat} » : aucune convention ne peut être établie.",
  "convention-inutile": "Ce service est couvert par l'adhésion : il ne demande pas de convention.",
  "marche-termine":
    "Le marché de ce service a pris fin le {le} : indiquez le nouveau dans ses conditions, ou retirez la durée.",
  "charte-en-cours": "Une charte est déjà en cours pour cette collectivité : {etat}.",
  "convention-en-cours": "Une convention est déjà en cours pour cette souscription : {etat}.",
  "champ-inconnu": "Ce modèle cite {champs}, que rien ne remplit. Les champs connus sont rappelés sous le texte.",
  "modele-passe": "Un modèle commence aujourd'hui ou plus tard : ce qui est établi garde ses mots.",
  "cotisation-inconnue": "La règle ou la population dont dépend la cotisation manque.",
  "plus-adherente": "Cette collectivité n'est plus adhérente : elle n'a pas de charte à signer.",
  "generation-inconnue": "Cette génération n'existe pas.",
  "rien-a-generer": "Aucun membre n'attend ce genre d'acte : il n'y a rien à établir.",
  "generation-en-cours": "Une génération de ce genre est en cours : attendez qu'elle finisse.",
  "quantite-inchangee": "La quantité est déjà de {quantite} et aucune option ne change : il n'y a rien à modifier.",
  "quantite-ailleurs": "La quantité de ce service ne change pas par un avenant : seules ses options le peuvent.",
  "pas-a-renouveler":
    "Cette convention ne se renouvelle pas par un avenant : elle n'a pas de dernier jour, ou se reconduit d'elle-même.",
  "convention-denoncee": "Cette convention est dénoncée par {cote} : elle ne se renouvelle pas.",
  "marche-limite": "Le marché de ce service prend fin le {le} : la convention ne peut pas aller au-delà.",
  "option-inconnue": "Une des options ajoutées n'est plus proposée. Rechargez la page : rien n'a été établi.",
  "option-retiree": "Une des options à retirer l'est déjà. Rechargez la page : rien n'a été établi.",
  "tarif-change": "Le prix d'une option a changé entre-temps. Rechargez la page pour le voir : rien n'a été établi.",
  "effet-passe": "Un avenant prend effet aujourd'hui ou plus tard.",
  "avenant-en-cours": "Un avenant attend déjà une signature : concluez-le ou abandonnez-le d'abord.",
} as const
export type ActeRefusal = keyof typeof ACTE_REFUSALS
