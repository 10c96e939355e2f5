/** What a person may be told, and its sentence. */
export const LINK_REFUSALS = {
  "trop-de-demandes": "Trop de demandes en peu de temps. Attendez un quart d'heure, puis recommencez.",
} as const

export const ROLES = {
  secretaire: "Secrétariat",
  elu: "Élu",
  administrateur: "Administration de l'équipe",
} as const

export const TEAM_REFUSALS = {
  "deja-invitee": "Une invitation attend déjà à cette adresse : retirez-la d'abord pour en envoyer une autre.",
  "deja-membre": "Cette personne a déjà ce rôle dans votre équipe.",
  "plus-dans-l-equipe": "Cette personne n'est plus dans l'équipe. Rechargez la page.",
  "invitation-inconnue": "Cette invitation n'existe plus.",
  "dernier-administrateur":
    "C'est la dernière personne qui administre l'équipe : confiez d'abord ce rôle à quelqu'un d'autre.",
} as const
export type TeamRefusal = keyof typeof TEAM_REFUSALS

export const INVITATION_REFUSALS = {
  "invitation-close":
    "Cette invitation a déjà servi, a expiré ou a été retirée. Demandez-en une nouvelle à la collectivité.",
  "compte-existant": "Un compte existe déjà pour cette invitation : connectez-vous d'abord.",
} as const

/** Of a request to join a collectivité; the same table as the trigger `transition` of demande_rattachement. */
export const DEMANDE_TRANSITIONS = {
  code_envoye: ["a_verifier", "refusee"],
  a_verifier: ["acceptee", "refusee"],
  acceptee: [],
  refusee: [],
} as const
export type DemandeRattachementEtat = keyof typeof DEMANDE_TRANSITIONS

export const DEMANDE_REFUSALS = {
  "collectivite-inconnue": "Cette collectivité n'est pas dans le registre. Cherchez-la par son nom.",
  "collectivite-disparue": "{nom} n'existe plus : demandez à rejoindre {successeur}, qui lui succède.",
  "deja-rattachee": "Vous êtes déjà rattaché à cette collectivité avec ce rôle.",
  "deja-demandee": "Votre demande pour cette collectivité est déjà en cours.",
  "trop-de-demandes": "Trop de demandes en peu de temps. Attendez une heure, puis recommencez.",
  "demande-inconnue": "Cette demande n'existe plus, ou elle a déjà été traitée.",
  "code-faux": "Ce code n'est pas le bon. Vérifiez-le avec la personne qui lit la boîte de la mairie.",
  "code-epuise": "Trop d'essais ou code expiré : l'opérateur vérifie votre demande par un autre moyen.",
} as const
export type DemandeRefusal = keyof typeof DEMANDE_REFUSALS
