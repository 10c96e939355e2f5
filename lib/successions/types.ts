import type { SouscriptionEtat } from "@/generated/prisma/enums.ts"
import type { TarifMode } from "@/lib/catalogue/types.ts"
import type { AdhesionStatut } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"

/** A service of who disappears, and what becomes of it. */
export type Service = {
  id: string
  serviceId: string
  nom: string
  mode: TarifMode
  parPoste: boolean
  etat: SouscriptionEtat
  quantite: number
  enServiceLe: CalendarDate | null
}

/** What the file of one predecessor holds on the day it is asked. */
export type Situation = {
  id: string
  publicId: string
  nom: string
  codeInsee: string | null
  siren: string | null
  epciId: string | null
  departement: string
  codesPostaux: string[]
  statut: AdhesionStatut
  /** First day of the present situation. */
  depuis: CalendarDate | null
  dossier: { id: string; etat: string } | null
  habitants: number | null
  services: Service[]
  /** People who hold a place there, by what becomes of it. */
  secretariat: { personneId: string; role: "secretaire" | "administrateur"; fonction: string; nom: string }[]
  elus: { nom: string; fonction: string }[]
  actesOuverts: number
  titresDus: { nombre: number; montant: Cents }
  redevances: { nombre: number; montant: Cents }
  balActive: boolean
  /** Mail on a domain name of its own. */
  /** Accounts of the tools, and how many of them have a certificate. */
  acces: { comptes: number; certificats: number }
  messageries: { souscriptionId: string; nom: string; boites: number }[]
  mandatRodp: boolean
  /** Paid by others for it, or by it for others. */
  prises: number
  /** Of those, what its intercommunalité pays. */
  prisesEpci: number
}

/** What becomes of each service, in the order of the preview. */
export type Suite = {
  service: Service
  commune: string
  sort: "repris" | "compris" | "a_redemander"
}

export const SORT_LABELS = {
  repris: "continue au même prix",
  compris: "continue, compris dans l’adhésion",
  a_redemander: "annulé : à redemander",
} as const satisfies Record<Suite["sort"], string>

export const SUCCESSION_REFUSALS = {
  "commune-inconnue": "Cette commune n'existe pas dans le répertoire.",
  "pas-une-commune": "Seules des communes fusionnent ou se séparent : {nom} n'en est pas une.",
  "deux-communes": "Une fusion réunit au moins deux communes différentes.",
  "deja-fusionnee": "{nom} a déjà un successeur : elle n'existe plus.",
  "date-lointaine": "La date d'effet est trop lointaine : choisissez-la entre le {debut} et le {fin}.",
  "date-anterieure": "L'effet doit suivre le {depuis}, début de la situation présente de {nom}.",
  "adhesion-conclue":
    "{nom} a une charte signée dont l'effet est à venir : attendez ce jour, puis enregistrez la fusion.",
  "code-pris": "Le code INSEE {code} est celui de {nom}, qui n'est pas de cette fusion.",
  "siren-pris": "Le SIREN {siren} est celui de {nom}.",
  "nom-manquant": "Indiquez le nom de chaque commune.",
  "epci-inconnu": "Cette intercommunalité n'existe pas dans le répertoire.",
  "epci-inchange": "{nom} est déjà membre de cette intercommunalité.",
  "appartenance-connue": "Un changement d'intercommunalité est déjà enregistré à cette date ou après.",
  "personne-inconnue": "Cette personne n'est pas rattachée à la collectivité.",
  "maire-inchange": "Cette personne est déjà maire.",
} as const
export type SuccessionRefusal = keyof typeof SUCCESSION_REFUSALS
