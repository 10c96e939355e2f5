import type { Adresse, Lot } from "../types.ts"
import { doublons } from "./regles/doublons.ts"
import { orthographes, voiesDe } from "./voies.ts"

/** What can be put right without going there; nothing is applied before a person accepts it. */
export const CORRECTION_GENRES = ["voie", "doublon", "forme"] as const
export type CorrectionGenre = (typeof CORRECTION_GENRES)[number]

export type Correction =
  /** Spellings of one street: the person keeps one. */
  | { genre: "voie"; cle: string; choix: string[]; certaine: boolean; lignes: number }
  /** Rows that say the same in every cell: one stays. */
  | { genre: "doublon"; cle: string; adresse: string; gardee: number; lignes: number[] }
  /** Writing of values whose meaning is not in doubt: one acceptance for each kind. */
  | { genre: "forme"; cle: FormeCle; lignes: number }

export const FORMES = {
  dates: "Écrire les dates au format AAAA-MM-JJ quand le jour est certain",
  decimales: "Mettre un point au lieu de la virgule dans les coordonnées",
  positions: "Écrire les types de position comme le format le demande (« Entree » devient « entrée »)",
  cles: "Mettre les clés d’interopérabilité en minuscules, sur cinq chiffres",
  espaces: "Enlever les espaces au début et à la fin des cellules",
  commune: "Compléter le code INSEE d’après la clé d’interopérabilité et écrire le nom officiel de la commune",
} as const
export type FormeCle = keyof typeof FORMES

const CODES_FORME: Readonly<Record<FormeCle, RegExp>> = {
  dates: /^date_der_maj\.date_invalide$/,
  decimales: /\.separateur_decimal_invalide$/,
  positions: /^position\.enum_fuzzy$/,
  cles: /^cle_interop\.(casse_invalide|numero_prefixe_manquant)$/,
  espaces: /\.espaces_debut_fin$/,
  commune: /^row\.commune_nom_invalide$|^commune_insee\.valeur_manquante$|^field\.commune_insee\.missing$/,
}

const CODES_FICHIER = /^field\.commune_insee\.missing$/

export function corrections(
  lot: Pick<Lot, "adresses" | "identiques">,
  codes: readonly (readonly { code: string }[])[],
  fichier: readonly { code: string }[],
): Correction[] {
  return [...voies(lot.adresses), ...identiques(lot), ...formes(codes, fichier)]
}

const voies = (adresses: readonly Adresse[]): Correction[] =>
  orthographes(voiesDe(adresses)).map(({ certaine, voies: group }) => ({
    genre: "voie",
    cle: `${group[0]?.place ?? ""}|${group.map(({ nom }) => nom).join("|")}`,
    choix: group.map(({ nom }) => nom),
    certaine,
    lignes: group.reduce((sum, { numeros, toponymes }) => sum + numeros.length + toponymes.length, 0),
  }))

function identiques(lot: Pick<Lot, "adresses" | "identiques">): Correction[] {
  return doublons(lot).flatMap((group): Correction[] => {
    const [kept, ...others] = group
    if (kept === undefined) return []
    const same = others.filter((other) => lot.identiques(kept, other))
    const adresse = lot.adresses[kept]
    if (same.length === 0 || !adresse) return []
    return [
      {
        genre: "doublon",
        cle: `ligne ${adresse.ligne}`,
        adresse: [adresse.numero, adresse.suffixe, adresse.voie].filter(Boolean).join(" "),
        gardee: adresse.ligne,
        lignes: same.map((rang) => lot.adresses[rang]?.ligne ?? 0),
      },
    ]
  })
}

function formes(codes: readonly (readonly { code: string }[])[], fichier: readonly { code: string }[]): Correction[] {
  return (Object.keys(FORMES) as FormeCle[]).flatMap((cle): Correction[] => {
    const concerned = codes.filter((found) => found.some(({ code }) => CODES_FORME[cle].test(code))).length
    const whole = fichier.some(({ code }) => CODES_FICHIER.test(code) && CODES_FORME[cle].test(code))
    const lignes = whole ? codes.length : concerned
    return lignes > 0 ? [{ genre: "forme", cle, lignes }] : []
  })
}
