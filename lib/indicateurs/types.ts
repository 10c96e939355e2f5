import type { AdhesionStatut, CollectiviteType } from "@/lib/collectivites/types.ts"
import type { RegleCotisation } from "@/lib/operateur/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { MemberSouscription } from "@/lib/souscriptions/types.ts"

export type Adhesion = { statut: AdhesionStatut; depuis: CalendarDate; synthetique: boolean }

/** A service that membership covers, and what this member does with it. */
export type Inclus = { slug: string; nom: string; resume: string; souscription: MemberSouscription | null }

export type Voisin = { slug: string; service: string; communes: number; used: boolean }

export type Voisinage = {
  /** The EPCI whose communes are counted. */
  nom: string
  communes: number
  adherentes: number
  services: Voisin[]
}

export type Situation = {
  type: CollectiviteType
  adhesion: Adhesion | null
  regle: RegleCotisation | null
  habitants: number | null
  /** Of the titre issued this year; null before. */
  cotisationEmise: Cents | null
  cotisation: Cents | null
  souscriptions: MemberSouscription[]
  /** What this year's titres ask for beside membership and one's own subscriptions: shared costs, services by the piece. */
  factures: Facture[]
  inclus: Inclus[]
  voisinage: Voisinage | null
}

export type Facture = { pilier: string; service: string; montant: Cents }

export type Depense = { label: string; montant: Cents }
