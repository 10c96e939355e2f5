import type { Choix } from "../types.ts"

/** Whom it concerns, for the page of choices. */
export type Public = "membre" | "agent"

export type GenreFile = {
  nom: string
  description: string
  pour: Public
  /** Without a choice of the person. What is legal is always sent at once. */
  defaut: Choix
  /** The law asks that she be told: no choice silences it. */
  legale: boolean
  /** Its mail is made and followed elsewhere (lib/titres): here it only shows in the portal. */
  courrielAilleurs?: true
}

/** Every kind of news, in the order of the page of choices. */
export const GENRES = {
  "souscription-a-approuver": {
    nom: "Souscription à approuver",
    description: "Une dépense attend l'accord d'une personne élue.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "souscription-rappel": {
    nom: "Rappel d'une souscription à approuver",
    description: "Une souscription attend depuis plus d'une semaine. Trois rappels au plus.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "souscription-approuvee": {
    nom: "Souscription approuvée",
    description: "La personne élue a donné son accord.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "souscription-refusee": {
    nom: "Souscription refusée",
    description: "La personne élue a refusé, avec son motif.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "souscription-en-service": {
    nom: "Service ouvert",
    description: "Un service demandé est en service.",
    ...{ pour: "membre", defaut: "resume", legale: false },
  },
  "souscription-terminee": {
    nom: "Service terminé",
    description: "Un service n'est plus fourni à la collectivité.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "convention-terme": {
    nom: "Fin d'une convention",
    description: "La convention d'un service de votre collectivité arrive à son dernier jour, ou l'a passé.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "convention-denoncee": {
    nom: "Convention dénoncée",
    description: "La convention d'un service ne sera pas renouvelée, ou finalement si.",
    ...{ pour: "membre", defaut: "immediat", legale: true },
  },
  "devis-propose": {
    nom: "Devis reçu",
    description: "L'opérateur propose un prix pour un service ou une option sur devis.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "devis-rappel": {
    nom: "Rappel d'un devis à accepter",
    description: "Un devis attend une réponse depuis plus d'une semaine. Trois rappels au plus.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "devis-clos": {
    nom: "Devis échu ou retiré",
    description: "Un devis n'est plus valable : l'opérateur peut en donner un autre.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "avenant-a-approuver": {
    nom: "Changement à approuver",
    description: "Un changement demandé sur un service en cours attend l'accord d'une personne élue.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "avenant-rappel": {
    nom: "Rappel d'un changement à approuver",
    description: "Un changement demandé attend un accord depuis plus d'une semaine. Trois rappels au plus.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "avenant-accord": {
    nom: "Changement approuvé ou refusé",
    description: "La personne élue a répondu à une demande de changement.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "avenant-reponse": {
    nom: "Réponse à une demande de changement",
    description: "L'opérateur établit l'avenant demandé, ou dit pourquoi il ne le fait pas.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "service-invitation": {
    nom: "Invitation de l'intercommunalité",
    description: "Votre intercommunalité vous invite à utiliser un service que vous n'avez pas.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "adhesion-etape": {
    nom: "Étape de l'adhésion",
    description: "Le dossier d'adhésion avance : ouvert, en vigueur, retrait demandé, terminé.",
    pour: "membre",
    defaut: "immediat",
    legale: false,
  },
  "adhesion-rappel": {
    nom: "Rappel d'une délibération attendue",
    description: "Le dossier d'adhésion attend la délibération du conseil. Trois rappels au plus.",
    pour: "membre",
    defaut: "immediat",
    legale: false,
  },
  "acte-a-signer": {
    nom: "Document à signer",
    description: "Une charte, une convention ou un avenant attend votre signature.",
    pour: "membre",
    defaut: "immediat",
    legale: false,
  },
  "acte-rappel": {
    nom: "Rappel d'un document à signer",
    description: "Un document attend votre signature depuis plus d'une semaine. Trois rappels au plus.",
    pour: "membre",
    defaut: "immediat",
    legale: false,
  },
  "acte-conclu": {
    nom: "Document signé des deux parties",
    description: "Une charte, une convention ou un avenant engage désormais les deux parties.",
    pour: "membre",
    defaut: "resume",
    legale: false,
  },
  "messagerie-etape": {
    nom: "Étape de la messagerie à faire",
    description: "Une étape de la nouvelle messagerie attend la mairie, ou la date de la bascule est fixée.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "prise-en-charge": {
    nom: "Service payé par un autre organisme",
    description: "Une intercommunalité ou un autre organisme paie tout ou partie d'un service.",
    pour: "membre",
    defaut: "immediat",
    legale: false,
  },
  "prise-en-charge-fin": {
    nom: "Fin d'un service payé par un autre organisme",
    description: "Un service que payait un autre organisme sera facturé à la collectivité qui l'utilise.",
    pour: "membre",
    defaut: "immediat",
    legale: false,
  },
  "titre-emis": {
    nom: "Titre de recette émis",
    description: "Un titre est à payer. L'avis part toujours, sans attendre.",
    pour: "membre",
    defaut: "immediat",
    legale: true,
    courrielAilleurs: true,
  },
  "titre-relance": {
    nom: "Relance d'un titre impayé",
    description: "Un titre reste dû après son échéance. La relance part toujours, sans attendre.",
    pour: "membre",
    defaut: "immediat",
    legale: true,
  },
  "titre-reponse": {
    nom: "Réponse sur un titre",
    description: "L'opérateur répond à une question posée sur un titre.",
    pour: "membre",
    defaut: "immediat",
    legale: false,
  },
  "rattachement-accepte": {
    nom: "Nouvelle personne dans l'équipe",
    description: "Quelqu'un peut désormais agir pour la collectivité.",
    pour: "membre",
    defaut: "resume",
    legale: false,
  },
  "rattachement-termine": {
    nom: "Départ de l'équipe",
    description: "Quelqu'un n'agit plus pour la collectivité.",
    pour: "membre",
    defaut: "resume",
    legale: false,
  },
  "redevance-echeance": {
    nom: "Redevances télécom à réclamer",
    description: "Des redevances seront perdues dans les deux mois si rien n'est réclamé.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "redevance-dernier-rappel": {
    nom: "Dernier rappel avant la perte de redevances",
    description: "Des redevances seront perdues dans les quinze jours.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "outil-maintenance": {
    nom: "Arrêt annoncé d'un outil",
    description: "Un outil que votre collectivité utilise sera arrêté pour un temps.",
    pour: "membre",
    defaut: "resume",
    legale: false,
  },
  "outil-certificat": {
    nom: "Certificat à renouveler",
    description: "Le certificat d'un outil que votre collectivité utilise va finir, ou est fini.",
    pour: "membre",
    defaut: "immediat",
    legale: false,
  },
  "outil-montee": {
    nom: "Nouvelle version d'un outil",
    description: "Un outil que votre collectivité utilise change de version, à une date donnée.",
    pour: "membre",
    defaut: "resume",
    legale: false,
  },
  "outil-acces": {
    nom: "Accès à un outil",
    description: "Un accès à un outil vous est donné, ou votre demande d'accès est refusée.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "outil-acces-fin": {
    nom: "Fin d'un accès à un outil",
    description: "Un accès à un outil est retiré, ou a pris fin avec sa date ou l'habilitation de la personne.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "outil-acces-demande": {
    nom: "Demande d'accès à un outil",
    description: "Une personne de la collectivité demande l'accès à un outil : le secrétariat répond.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "depannage-suivi": {
    nom: "Suivi d'un dépannage",
    description: "Le prestataire a pris en charge un dépannage demandé.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "consultation-ouverte": {
    nom: "Question de l'opérateur sur un service",
    description: "L'opérateur demande l'avis de votre collectivité avant de faire évoluer un service.",
    ...{ pour: "membre", defaut: "resume", legale: false },
  },
  "adresses-remplacees": {
    nom: "Adresses publiées par un autre organisme",
    description: "L'intercommunalité ou une autre adresse a remplacé le fichier d'adresses de la commune.",
    ...{ pour: "membre", defaut: "immediat", legale: false },
  },
  "raccordement-suivi": {
    nom: "Suivi d'un problème de raccordement",
    description: "Un problème déclaré avance chez l'opérateur du réseau.",
    ...{ pour: "membre", defaut: "resume", legale: false },
  },
  "adresses-remplacees-bureau": {
    nom: "Adresses d'une commune publiées par un autre",
    description: "Le fichier d'adresses d'une commune est remplacé par un autre organisme.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "convention-terme-bureau": {
    nom: "Fin de la convention d'une collectivité",
    description: "La convention d'un service arrive à son dernier jour, ou l'a passé.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "convention-denoncee-bureau": {
    nom: "Convention d'une collectivité dénoncée",
    description: "La convention d'un service ne sera pas renouvelée, ou finalement si.",
    ...{ pour: "agent", defaut: "immediat", legale: false },
  },
  "marche-fin": {
    nom: "Fin d'un marché",
    description: "Le marché d'un prestataire arrive à son dernier jour, ou l'a passé.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "outil-certificat-bureau": {
    nom: "Certificat d'une collectivité à renouveler",
    description: "Le certificat d'un outil qu'une collectivité utilise va finir, ou est fini.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "commande-suivi": {
    nom: "Commande rejetée par le prestataire",
    description: "Le prestataire d'un service par poste rejette une commande : elle est à corriger.",
    ...{ pour: "agent", defaut: "immediat", legale: false },
  },
  "commande-retard": {
    nom: "Commande en retard chez le prestataire",
    description: "Une commande est sans réponse, ou a passé la date de faire le point. Trois rappels au plus.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "messagerie-etape-bureau": {
    nom: "Étape d'une messagerie à faire faire",
    description: "Une étape d'une messagerie attend le prestataire, ou une mairie fixe la date de sa bascule.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "depannage-demande": {
    nom: "Dépannage demandé",
    description: "Une collectivité signale ce qui ne marche pas sur un poste.",
    ...{ pour: "agent", defaut: "immediat", legale: false },
  },
  "raccordement-declare": {
    nom: "Problème de raccordement déclaré",
    description: "Une commune déclare un fourreau bouché, cassé, absent, ou un logement non couvert.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "titre-question": {
    nom: "Question sur un titre",
    description: "Une collectivité pose une question sur un titre ou l'une de ses lignes.",
    ...{ pour: "agent", defaut: "immediat", legale: false },
  },
  "acte-a-contresigner": {
    nom: "Document à contresigner",
    description: "Une collectivité a signé : l'opérateur contresigne.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "acte-refuse": {
    nom: "Document refusé",
    description: "Une collectivité a refusé de signer, avec son motif.",
    ...{ pour: "agent", defaut: "immediat", legale: false },
  },
  "avenant-demande": {
    nom: "Changement demandé",
    description: "Une collectivité demande de changer une quantité ou des options d'un service en cours.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "devis-a-donner": {
    nom: "Devis à donner",
    description: "Une collectivité demande un service ou une option sur devis.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "devis-repondu": {
    nom: "Devis accepté, refusé ou échu",
    description: "Une collectivité a répondu à un devis, ou l'a laissé échoir.",
    ...{ pour: "agent", defaut: "immediat", legale: false },
  },
  "souscription-retard": {
    nom: "Souscription en retard chez l'opérateur",
    description:
      "Un devis, une convention, un avenant ou une ouverture que l'opérateur doit a passé sa date. Trois rappels au plus.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "acte-contresigner-rappel": {
    nom: "Rappel d'un document à contresigner",
    description: "Une collectivité a signé depuis plus d'une semaine. Trois rappels au plus.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "adhesion-avance": {
    nom: "Adhésion : une collectivité avance",
    description: "Une délibération arrive, un retrait est demandé ou abandonné.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "adhesion-retard": {
    nom: "Adhésion en retard chez l'opérateur",
    description:
      "Une demande sans réponse ou un dossier que l'opérateur doit mener a passé sa date. Trois rappels au plus.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
  "souscription-a-ouvrir": {
    nom: "Souscription à mettre en service",
    description: "Une souscription est approuvée : l'opérateur la met en service.",
    ...{ pour: "agent", defaut: "resume", legale: false },
  },
} as const satisfies Record<string, GenreFile>

export type Genre = keyof typeof GENRES

export const isGenre = (text: string): text is Genre => Object.hasOwn(GENRES, text)
