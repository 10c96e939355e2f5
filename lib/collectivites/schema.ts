import { z } from "zod"
import { isCodeInsee, isSiren, isSiret } from "./rules.ts"
import { COLLECTIVITE_REFUSALS } from "./types.ts"

/** People copy these numbers with spaces, ordinary or no-break; one sentence says all that can be wrong. */
const coded = (isValid: (text: string) => boolean, sentence: string) =>
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
export const codePostalInput = coded((text) => /^\d{5}$/.test(text), "Un code postal compte cinq chiffres.")
export const categorieJuridiqueInput = coded(
  (text) => /^\d{4}$/.test(text),
  COLLECTIVITE_REFUSALS["categorie-invalide"],
)
