import { createRequire } from "node:module"
import type { Gravite } from "../types.ts"

// The validator is CommonJS and reads a megabyte of INSEE codes when loaded: only the child process asks for it.
const load = createRequire(import.meta.url)

export type ValidatorRow = {
  rawValues: Readonly<Record<string, string>>
  parsedValues: Readonly<Record<string, unknown>>
  remediations: Readonly<Record<string, { value?: unknown } | undefined>>
  additionalValues: { cle_interop?: { codeCommune?: string } }
  errors: readonly { code: string; level: Gravite }[]
  isValid: boolean
}

export type ParseError = { code: string; message: string; row?: number }

export type ValidatorReport =
  | { parseOk: false; encoding: string; parseErrors: readonly ParseError[] }
  | {
      parseOk: true
      encoding: string
      linebreak: string
      delimiter: string
      originalFields: readonly string[]
      profile: string
      profilesValidation: Readonly<Record<string, { isValid: boolean }>>
      globalErrors: readonly string[]
      profilErrors: readonly { code: string; level: Gravite }[]
      rows: ValidatorRow[]
    }

type Validator = {
  validate(file: Buffer, options?: { profile?: string }): Promise<ValidatorReport>
  profiles: Readonly<Record<string, unknown>>
  getLabel(code: string): string
}

export const loadValidator = (): Validator => load("@ban-team/validateur-bal") as Validator

/** Communes of today, with the codes of the former ones that each took over. */
export const loadCommunes = (): readonly { code: string; nom: string; anciensCodes?: readonly string[] }[] =>
  load("@ban-team/validateur-bal/minicog.json")

const PLATEFORME = "https://plateforme.adresse.data.gouv.fr/api/district/cog/"
const APPEL_MS = 2_000
const TOUS_LES_APPELS_MS = 10_000

/** Whether the commune's identifiers were compared with the national platform's. */
export type ControleBan = "non_demande" | "fait" | "incomplet"

/**
 * The validator asks the national platform about each commune, without a time limit, and swallows the failure. Here the
 * call is made only when asked for, bounded, and what came of it is known.
 */
export function boundNetwork(allowed: boolean): () => ControleBan {
  const deadline = Date.now() + TOUS_LES_APPELS_MS
  const original = globalThis.fetch
  let failed = false
  globalThis.fetch = async (input, init) => {
    try {
      if (!allowed || !String(input).startsWith(PLATEFORME)) throw new Error("no network for the validator")
      const left = Math.min(APPEL_MS, deadline - Date.now())
      if (left <= 0) throw new Error("the time for the platform is over")
      const answer = await original(input, { ...init, redirect: "error", signal: AbortSignal.timeout(left) })
      if (!answer.ok) failed = true
      return answer
    } catch (error) {
      failed = true
      throw error
    }
  }
  return () => (allowed ? (failed ? "incomplet" : "fait") : "non_demande")
}
