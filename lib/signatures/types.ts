import type { SignatureNiveau } from "@/generated/prisma/enums.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"

export type { SignatureNiveau }

/** Who may sign for a collectivité, as recorded: elected, or by a delegation of who is. */
export type Mandat = {
  id: string
  personneId: string
  genre: "mandat" | "delegation"
  nom: string
  fonction: string
  depuis: CalendarDate
  /** First day on which it no longer holds. */
  jusqua: CalendarDate | null
  fondement: string
  /** A delegation: the mandate that it comes from. */
  deleguantId: string | null
  /** Kinds of act that it covers; empty = every kind. */
  objets: readonly string[]
}

/** Who countersigns for the operator. */
export type Signataire = { id: string; personneId: string; fonction: string; fondement: string }

/** What a signature proves, in the order of the evidence page. */
export type Preuve = {
  niveau: SignatureNiveau
  partie: string
  personne: string
  courriel: string
  fonction: string
  fondement: string
  /** "clé d'accès", "code à usage unique", or what the parapheur says. */
  facteur: string
  facteurConfirmeLe: string | null
  session: string | null
  empreinte: string
  le: string
}

export const NIVEAU_LABELS = {
  simple: "Signature électronique simple, scellée par l'opérateur",
  externe: "Signature par le parapheur de l'opérateur",
} as const satisfies Record<SignatureNiveau, string>

/** Said on screen and in the evidence: what this signature is, and what it is not. */
export const NIVEAU_NOTICES = {
  simple:
    "Signature électronique simple au sens de l'article 25.1 du règlement eIDAS : une personne identifiée, son mandat, son facteur personnel et l'empreinte exacte du document. Ce n'est ni une signature avancée ni une signature qualifiée. Le cachet électronique de l'opérateur scelle ensuite le fichier : toute modification se voit.",
  externe:
    "Signature recueillie par le parapheur de l'opérateur, au niveau que ce parapheur déclare. Le cachet électronique de l'opérateur scelle ensuite le fichier : toute modification se voit.",
} as const satisfies Record<SignatureNiveau, string>

export const SIGNATURE_REFUSALS = {
  "sans-mandat":
    "Aucun mandat ni délégation de signature n'est enregistré à votre nom pour cette collectivité : vous ne pouvez pas l'engager. Demandez à l'opérateur de l'enregistrer.",
  "mandat-termine": "Votre mandat « {fonction} » a pris fin le {fin} : vous ne pouvez plus engager la collectivité.",
  "mandat-a-venir": "Votre mandat « {fonction} » commence le {debut} : vous pourrez signer à partir de ce jour.",
  "mandat-hors-objet": "Votre délégation ne couvre pas ce genre de document : elle porte sur {objets}.",
  "document-change":
    "Ce document a changé depuis qu'il vous a été montré. Relisez la nouvelle version avant de signer : rien n'a été signé.",
  "signataire-absent": "Vous n'êtes pas enregistré comme signataire de l'opérateur à cette date.",
  "agent-inconnu": "Cette personne ne fait pas partie de l'équipe de l'opérateur.",
  "signataire-double": "Cette personne est déjà signataire à ces dates.",
  "signataire-inconnu": "Ce signataire n'existe pas, ou n'en est déjà plus un.",
  "mandat-inconnu": "Ce mandat n'existe pas.",
  "personne-inconnue": "Cette personne n'est pas rattachée à la collectivité.",
  "mandat-double": "Cette personne a déjà cette fonction à ces dates.",
  "delegation-sans-mandat": "Seul un mandat en cours se délègue, et une délégation ne se délègue pas.",
  "delegation-trop-longue": "Une délégation ne dépasse pas le mandat qui la donne, jusqu'au {fin}.",
  "date-avant": "La fin ne peut pas précéder le début, le {debut}.",
} as const
export type SignatureRefusal = keyof typeof SIGNATURE_REFUSALS
