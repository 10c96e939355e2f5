/** Levels of the reference validator: error, warning, information. */
export type Gravite = "E" | "W" | "I"

/** What an anomaly prevents, the worst first. */
export type Priorite = 1 | 2 | 3 | 4
export const PRIORITES = [1, 2, 3, 4] as const

export const PRIORITE_LABELS = {
  1: "Bloque le raccordement",
  2: "Place l’adresse au mauvais endroit",
  3: "Rend l’adresse incertaine",
  4: "Présentation du fichier",
} as const satisfies Record<Priorite, string>

/** One line of the verdict: `ligne` is that of the file, the header being 1, and null for the whole file. */
export type Erreur = { code: string; ligne: number | null; gravite: Gravite }

/** What a check could not say, and why. */
export type NonVerifie = { code: string; raison: string }

export const CODE_BAN = "row.cog_no_match_id_ban_commune"
export const CODE_HORS_COMMUNE = "portail.position.hors_commune"

/** One row of the file, as the validator reads it. */
export type Adresse = {
  /** Its line in the file, the header being 1. */
  ligne: number
  insee: string | null
  deleguee: string | null
  voie: string | null
  lieudit: string | null
  /** 99999 is a toponym without address. */
  numero: number | null
  suffixe: string
  /** As the specification names it; null when missing or unknown. */
  position: string | null
  /** As it is written. */
  positionBrute: string
  long: number | null
  lat: number | null
  /** Lambert 93 in metropolitan France, in metres. */
  x: number | null
  y: number | null
  parcelle: boolean
  certifiee: boolean
}

export const SANS_NUMERO = 99_999

/** Outline of a commune: rings of [longitude, latitude], by polygon; the first ring of each is outside, the others holes. */
export type Contour = readonly (readonly (readonly (readonly [number, number])[])[])[]

/** What the rules judge together: all the rows, and what is known of their communes. */
export type Lot = {
  adresses: readonly Adresse[]
  /** By INSEE code; a commune absent from it is not judged. */
  contours: ReadonlyMap<string, Contour>
  /** Whether two rows say the same in every cell. */
  identiques: (a: number, b: number) => boolean
}

/** What a rule found: the row (its index in the lot) and, when it helps, what it saw. */
export type Constat = { rang: number; detail?: string }

/** A rule of the portal's own: what it looks for, why it matters for fibre, and an example. */
export type Regle = {
  /** Begins with `portail.`: the validator's codes never do. */
  code: string
  gravite: Gravite
  priorite: Priorite
  libelle: string
  raison: string
  exemple: string
  /** What to do on the spot or in the file. */
  remede: string
  detecter: (lot: Lot) => Constat[]
}

/** Counts that the index is made of, over the rows that should be addresses (toponyms left aside). */
export type Comptes = {
  adresses: number
  /** Rows with at least one anomaly of priority 1, then 2. */
  bloquees: number
  deplacees: number
  certifiees: number
  parcelles: number
}

export const LIMITES = {
  /** A file of the largest communes is a fifth of this. */
  octets: 64 * 1024 * 1024,
} as const
