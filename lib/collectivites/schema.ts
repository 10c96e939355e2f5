import { z } from "zod"
import { orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { isCodeInsee, isSiren, isSiret } from "./rules.ts"
import { ADHESION_STATUTS, COLLECTIVITE_REFUSALS, COLLECTIVITE_TYPES, STRATES } from "./types.ts"

/** People copy these numbers with spaces, ordinary or no-break; one sentence says all that can be wrong. */
const coded = <T extends string>(isValid: (text: string) => text is T, sentence: string) =>
  z
    .string(sentence)
    .transform((text) => text.replace(/[\s\u00a0\u202f]/g, "").toUpperCase())
    .refine(isValid, sentence)

export const sirenInput = coded(
  isSiren,
  "Ce SIREN n'est pas valable : il compte neuf chiffres, le dernier vérifie les autres.",
)
export const siretInput = coded(
  isSiret,
  "Ce SIRET n'est pas valable : il compte quatorze chiffres, le dernier vérifie les autres.",
)
export const codeInseeInput = coded(
  isCodeInsee,
  "Ce code INSEE n'est pas valable : il compte cinq caractères, par exemple 27112.",
)
export const codePostalInput = coded(
  (text): text is string => /^\d{5}$/.test(text),
  "Un code postal compte cinq chiffres.",
)
export const categorieJuridiqueInput = coded(
  (text): text is string => /^\d{4}$/.test(text),
  COLLECTIVITE_REFUSALS["categorie-invalide"],
)

const oneOf = <T extends string>(values: readonly [T, ...T[]]) => z.enum(values).optional().catch(undefined)

export const REGISTER_SORTS = [
  ...(["nom", "-nom", "type", "-type", "epci", "-epci", "habitants", "-habitants"] as const),
  ...(["statut", "-statut", "manques", "-manques"] as const),
] as const
export type RegisterSort = (typeof REGISTER_SORTS)[number]

/** The address of the staff's table: what it cannot read is left out, a shared link never fails. */
export const registerFilter = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  type: oneOf(COLLECTIVITE_TYPES),
  epci: z.string().max(40).optional().catch(undefined),
  statut: oneOf(ADHESION_STATUTS),
  strate: z
    .enum(STRATES.map(({ code }) => code))
    .optional()
    .catch(undefined),
  /** "oui": only files with something to complete. */
  manque: oneOf(["oui"]),
  tri: z.enum(REGISTER_SORTS).catch("nom"),
  page: z.coerce.number().int().min(1).max(20).catch(1),
})
export type RegisterFilter = z.infer<typeof registerFilter>

const WRONG = "Cette saisie n'a pas la forme attendue."

const courriel = plainText({ max: 254, missing: "Indiquez l'adresse de courriel." }).refine(
  (text) => z.email().safeParse(text).success,
  "Cette adresse de courriel n'est pas complète : elle ressemble à mairie@commune.fr.",
)

const telephone = plainText({ max: 30, missing: "Indiquez le numéro." }).refine(
  (text) => /^\+?[\d\s.()-]{9,20}$/.test(text),
  "Ce numéro de téléphone n'est pas valable : dix chiffres, ou un numéro international.",
)

const coordonnees = {
  version: z.string(WRONG).max(40, WRONG),
  siret: orNothing(siretInput),
  adresse: orNothing(plainText({ max: 200, missing: "Indiquez l'adresse." })),
  codePostal: orNothing(codePostalInput),
  ville: orNothing(plainText({ max: 100, missing: "Indiquez la ville." })),
  courrielOfficiel: orNothing(courriel),
  telephone: orNothing(telephone),
  codeService: orNothing(plainText({ max: 100, missing: "Indiquez le code service." })),
}

/** What a member completes of her own file. */
export const coordonneesInput = z.object({ collectivite: z.string(WRONG).max(40, WRONG), ...coordonnees })
export type CoordonneesInput = z.infer<typeof coordonneesInput>

export const confirmCourrielInput = z.object({
  code: z
    .string("Saisissez les six chiffres du code.")
    .transform((typed) => typed.replace(/\s/g, ""))
    .refine((typed) => /^\d{6}$/.test(typed), "Le code compte six chiffres."),
})
export type ConfirmCourrielInput = z.infer<typeof confirmCourrielInput>
/** A button alone. */
export const giveUpCourrielInput = z.object({})

/** What staff complete in a file; `version` is the state of the file that was read. */
export const ficheInput = z.object({
  collectivite: z.string(WRONG).max(40, WRONG),
  siren: orNothing(sirenInput),
  ...coordonnees,
})
export type FicheInput = z.infer<typeof ficheInput>
