/** Those of a syndicat, offered as one types; an operator of another kind writes its own. */
export const ORGANES = ["Comité syndical", "Bureau syndical", "Président, par délégation"] as const

/** Where an act is on its way: executory once transmitted and published. */
export const SITUATION_LABELS = {
  a_transmettre: { word: "à transmettre", tone: "attention" },
  a_publier: { word: "à publier", tone: "attention" },
  executoire: { word: "exécutoire", tone: "ok" },
} as const
export type Situation = keyof typeof SITUATION_LABELS

/** What a tariff shows of the act that voted it; `fichier` is its last version. */
export type DeliberationCitee = {
  id: string
  /** As people quote it: « 2026-31 du 12 octobre 2026, comité syndical ». */
  reference: string
  publique: boolean
  fichier: { id: string; taille: number }
}

/** Kinds of what an act may be said to fix after the fact. */
export const OBJETS = ["tarif", "regle", "service"] as const
export type Objet = (typeof OBJETS)[number]

/** What whoever fixes a tariff may hear of the act that it rests on, and beside which field. */
export const CITATION_REFUSALS = {
  "deliberation-inconnue": "Choisissez une délibération de la liste.",
  "deliberation-requise":
    "Un tarif commence avec la délibération qui l'a voté : enregistrez-la d'abord dans Délibérations, puis choisissez-la.",
  "deliberation-posterieure":
    "Cette délibération est du {le} : un tarif ne peut pas commencer avant elle (non-rétroactivité des actes).",
} as const
export const CITATION_FIELDS = {
  ...{ "deliberation-inconnue": "deliberation", "deliberation-requise": "deliberation" },
  "deliberation-posterieure": "depuis",
} as const

export const DELIBERATION_REFUSALS = {
  "deliberation-inconnue": CITATION_REFUSALS["deliberation-inconnue"],
  "deliberation-existante": "Cette délibération est déjà enregistrée : {organe}, n° {numero}.",
  "deliberation-modifiee": "Cette délibération a changé entre-temps. Rechargez la page : rien n'a été modifié.",
  "deliberation-citee":
    "Un tarif ou une autre décision repose sur cette délibération : seuls sa transmission et sa publication peuvent encore changer.",
  "deliberation-deja-dite": "Ce tarif a déjà sa délibération. Rechargez la page.",
  "fichier-identique": "Ce fichier est déjà la version {version} de cette délibération : rien n'a été déposé.",
  "fichier-pdf": "Une délibération se dépose en PDF : enregistrez-la en PDF, puis déposez-la de nouveau.",
  "fichier-refuse": "Ce fichier n'est pas accepté : {raison}",
  "antivirus-absent": "Le fichier n'a pas pu être analysé : réessayez dans un instant. Rien n'a été enregistré.",
} as const
export type DeliberationRefusal = keyof typeof DELIBERATION_REFUSALS
