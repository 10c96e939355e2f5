import { fold } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import {
  ADHESION_TRANSITIONS,
  type AdhesionStatut,
  type CodeInsee,
  type CollectiviteType,
  LEGAL_CATEGORIES,
  type LegalCategory,
  type Manque,
  type Siren,
  type Siret,
  STATUT_LABELS,
  STRATES,
  type Strate,
} from "./types.ts"

export const isSiren = (text: string): text is Siren => /^\d{9}$/.test(text) && hasLuhnKey(text)

/** Both keys must hold: the SIREN's and the whole number's. */
export const isSiret = (text: string): text is Siret =>
  /^\d{14}$/.test(text) && hasLuhnKey(text) && hasLuhnKey(text.slice(0, 9))

export const sirenOf = (siret: Siret): Siren => siret.slice(0, 9) as Siren

export const isCodeInsee = (text: string): text is CodeInsee => /^(?:\d{2}|2[AB])\d{3}$/.test(text)

/** INSEE's key: from the right, every second digit doubled, digits summed, a multiple of ten. */
function hasLuhnKey(digits: string): boolean {
  let total = 0
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2)
    total += value > 9 ? value - 9 : value
  }
  return total % 10 === 0
}

/** Null for a body without population of its own, such as a syndicat. */
export function strateOf(habitants: number | null): Strate | null {
  if (habitants === null) return null
  return STRATES.find(({ from, to }) => habitants >= from && habitants <= to)?.code ?? null
}

/** Level I of INSEE's legal categories: 7 is administrative public law, 4 a public person under commercial law (a régie). */
export function checkPublicBody(categorie: string): Result<void, "organisme-prive" | "categorie-invalide"> {
  if (!/^\d{4}$/.test(categorie)) return refuse("categorie-invalide")
  return categorie.startsWith("7") || categorie.startsWith("4")
    ? ok(undefined)
    : refuse("organisme-prive", { categorie })
}

export const isKnownLegalCategory = (categorie: string): categorie is LegalCategory =>
  Object.hasOwn(LEGAL_CATEGORIES, categorie)

export const typeOfLegalCategory = (categorie: string): CollectiviteType =>
  isKnownLegalCategory(categorie) ? LEGAL_CATEGORIES[categorie].type : "autre"

export function checkTransition(de: AdhesionStatut, vers: AdhesionStatut): Result<void, "transition-interdite"> {
  const allowed: readonly AdhesionStatut[] = ADHESION_TRANSITIONS[de]
  return allowed.includes(vers)
    ? ok(undefined)
    : refuse("transition-interdite", { de: STATUT_LABELS[de], vers: STATUT_LABELS[vers] })
}

/** The name a titre bears: "Commune du Neubourg", "Commune d’Évreux"; other bodies already say what they are. */
export function legalName(type: CollectiviteType, nom: string): string {
  if (type !== "commune") return nom
  if (nom.startsWith("Le ")) return `Commune du ${nom.slice(3)}`
  if (nom.startsWith("Les ")) return `Commune des ${nom.slice(4)}`
  return /^[aeiouyh]/.test(fold(nom)) ? `Commune d’${nom}` : `Commune de ${nom}`
}

/** What is typed, as names are kept for search: without accents, "st" in full, marks of punctuation as spaces. */
export const foldSearch = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, " ")
    .replace(/\bste\b/g, "sainte")
    .replace(/\bst\b/g, "saint")
    .trim()

type Coordonnees = {
  siren: string | null
  siret: string | null
  adresse: string | null
  codePostal: string | null
  ville: string | null
  courrielOfficiel: string | null
}

export function manquesOf(file: Coordonnees): Manque[] {
  const missing: Manque[] = []
  if (!file.siren) missing.push("siren")
  if (!file.siret) missing.push("siret")
  if (!file.adresse || !file.codePostal || !file.ville) missing.push("adresse")
  if (!file.courrielOfficiel) missing.push("courriel")
  return missing
}

/**
 * The SIRET that money may follow: a body without SIREN in the register types any, and it counts once staff have confirmed
 * whose it is.
 */
export const confirmedSiret = (siren: string | null, siret: string | null | undefined): string | null =>
  siren && siret?.startsWith(siren) ? siret : null

/** A SIREN of the register is corrected by an import; a SIRET begins with its body's SIREN. */
export function checkIdentifiers(
  known: string | null,
  typed: { siren: Siren | null; siret: Siret | null },
): Result<{ siren: string | null }, "siren-connu" | "siret-autre-siren"> {
  if (known && typed.siren && typed.siren !== known) return refuse("siren-connu", { siren: known })
  const siren = known ?? typed.siren ?? (typed.siret ? sirenOf(typed.siret) : null)
  if (siren && typed.siret && sirenOf(typed.siret) !== siren) return refuse("siret-autre-siren", { siren })
  return ok({ siren })
}
