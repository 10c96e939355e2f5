import type { Gravite, Priorite, Regle } from "../types.ts"
import { NON_CERTIFIEE, PARCELLE_ABSENTE } from "./regles/confiance.ts"
import { COORDONNEES_INVERSEES, LAMBERT_INCOHERENT, LAMBERT_SEUL } from "./regles/coordonnees.ts"
import { DOUBLON_ADRESSE, DOUBLON_POSITION } from "./regles/doublons.ts"
import { RUPTURE_PARITE, TROU_NUMEROTATION } from "./regles/numerotation.ts"
import { HORS_COMMUNE, POSITION_ABSENTE, POSITION_ELOIGNEE, POSITION_IMPRECISE } from "./regles/positions.ts"
import { ORTHOGRAPHE, VOIE_SANS_NUMERO } from "./regles/voies.ts"

/** The portal's own rules, in the order in which they are told. */
export const REGLES: readonly Regle[] = [
  POSITION_ABSENTE,
  COORDONNEES_INVERSEES,
  HORS_COMMUNE,
  POSITION_IMPRECISE,
  POSITION_ELOIGNEE,
  LAMBERT_INCOHERENT,
  LAMBERT_SEUL,
  DOUBLON_ADRESSE,
  DOUBLON_POSITION,
  ORTHOGRAPHE,
  VOIE_SANS_NUMERO,
  RUPTURE_PARITE,
  TROU_NUMEROTATION,
  NON_CERTIFIEE,
  PARCELLE_ABSENTE,
]

export const regle = (code: string): Regle | undefined => REGLES.find((known) => known.code === code)

/**
 * What the validator's codes block, by what fibre needs (Interop'Fibre 2019: no address without number, street and
 * point). The first pattern that fits decides.
 */
const PRIORITES_VALIDATEUR: readonly (readonly [RegExp, Priorite])[] = [
  [/^numero\.(valeur_manquante|type_invalide|trop_grand|not_to_be_zero)$/, 1],
  [/^row\.(longlat_vides|longlat_invalides|adresse_incomplete|commune_manquante)$/, 1],
  [/^(long|lat)\.valeur_invalide$/, 1],
  [/^(voie_nom|toponyme)\.(valeur_manquante|trop_court|trop_long|caractere_invalide)$/, 1],
  [/^commune_insee\.(valeur_manquante|commune_invalide)$|^cle_interop\.commune_invalide$/, 1],
  [/^row\.(position_manquante|incoherence_numero|longlat_xy_incoherents)$|^position\.valeur_invalide$/, 2],
  [/^suffixe\.(debut_invalide|trop_long|caractere_invalide)$|^(x|y)\.valeur_invalide$/, 2],
  [/commune_ancienne$|^row\.(chef_lieu_invalide|lieudit_complement_nom_not_declared|different_)/, 3],
  [/^row\.(lack_of_id_ban|cog_no_match_id_ban_commune)$|^(id_ban_|uid_adresse)/, 3],
  [/^certification_commune\.|^date_der_maj\.|^commune_deleguee_insee\./, 3],
]

/** A whole file that the validator refuses is not published: nothing in it can be raccordé from it. */
export function prioriteDe(code: string, gravite: Gravite, fichier = false): Priorite {
  const own = regle(code)
  if (own) return own.priorite
  if (fichier) return gravite === "E" ? 1 : 4
  const found = PRIORITES_VALIDATEUR.find(([pattern]) => pattern.test(code))?.[1]
  return found ?? (gravite === "E" ? 3 : 4)
}
