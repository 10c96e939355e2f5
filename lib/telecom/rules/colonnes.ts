import { type ColumnMatch, guessMatch, headerRow } from "@/lib/platform/columns.ts"

export const CHAMPS = [
  "site",
  "libelle",
  "genre",
  "fournisseur",
  "mensuel",
  "annuel",
  "cuivre",
  "utilisee",
  "engagement",
] as const
export type Champ = (typeof CHAMPS)[number]

export const CHAMP_LABELS = {
  site: "Site",
  libelle: "À quoi sert la ligne, ou son numéro",
  genre: "Genre (fixe, internet, mobile…)",
  fournisseur: "Fournisseur",
  mensuel: "Prix par mois, TTC",
  annuel: "Prix par an, TTC",
  cuivre: "Sur le cuivre (oui ou non)",
  utilisee: "Utilisée (oui ou non)",
  engagement: "Fin d'engagement",
} as const satisfies Record<Champ, string>

const ALIAS: Record<Champ, readonly string[]> = {
  site: ["site", "lieu", "adresse", "batiment", "etablissement"],
  libelle: ["libelle", "usage", "ligne", "designation", "numero", "numero de ligne", "n ligne", "description"],
  genre: ["genre", "type", "type de ligne", "nature", "service", "technologie"],
  fournisseur: ["fournisseur", "operateur", "prestataire"],
  mensuel: [
    "prix mensuel",
    "mensuel",
    "montant mensuel",
    "prix par mois",
    "abonnement",
    "abonnement mensuel",
    "prix",
    "montant",
  ],
  annuel: ["prix annuel", "annuel", "montant annuel", "prix par an"],
  cuivre: ["cuivre", "rtc", "support"],
  utilisee: ["utilisee", "utilise", "en service", "active", "actif"],
  engagement: ["engagement", "fin engagement", "fin d engagement", "engagement jusqu au", "echeance", "fin de contrat"],
}

export type Correspondance = ColumnMatch<Champ>

export const guessColumns = (titles: readonly string[]): Correspondance => guessMatch(CHAMPS, ALIAS, titles)

export const headerIndex = (rows: readonly (readonly string[])[]): number => headerRow(rows, guessColumns)

/** Enough to make an inventory: where, from whom, at what price. */
export const isComplete = ({ site, fournisseur, mensuel, annuel }: Correspondance): boolean =>
  site !== undefined && fournisseur !== undefined && (mensuel !== undefined || annuel !== undefined)
