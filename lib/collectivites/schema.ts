import { z } from "zod"
import { isCodeInsee, isSiren, isSiret } from "./rules.ts"
import { COLLECTIVITE_REFUSALS } from "./types.ts"

/** People copy these numbers with spaces, ordinary or no-break. */
const compact = (text: string) => text.replace(/[\s\u00a0\u202f]/g, "")

export const sirenInput = z
  .string()
  .transform(compact)
  .refine(isSiren, "Ce SIREN n'est pas valable : il compte neuf chiffres, le dernier vérifie les autres.")

export const siretInput = z
  .string()
  .transform(compact)
  .refine(isSiret, "Ce SIRET n'est pas valable : il compte quatorze chiffres, le dernier vérifie les autres.")

export const codeInseeInput = z
  .string()
  .transform((text) => compact(text).toUpperCase())
  .refine(isCodeInsee, "Ce code INSEE n'est pas valable : il compte cinq caractères, par exemple 27112.")

export const codePostalInput = z
  .string()
  .transform(compact)
  .refine((text) => /^\d{5}$/.test(text), "Un code postal compte cinq chiffres.")

export const categorieJuridiqueInput = z
  .string()
  .transform(compact)
  .refine((text) => /^\d{4}$/.test(text), COLLECTIVITE_REFUSALS["categorie-invalide"])
