import { CsvError, parse } from "csv-parse/sync"
import { z } from "zod"
import { type CalendarDate, isCalendarDate } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import { hasTag } from "@/lib/platform/plain-text.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { OutilRefusal } from "../types.ts"

/** An account as a provider lists it. */
export type Compte = {
  courriel: string
  nom: string
  profil: string | null
  dernierUsageLe: CalendarDate | null
}
/** `collectivite` as the provider writes it: public identifier, SIREN or INSEE code. */
export type CompteLu = Compte & { ligne: number; collectivite: string }
export type Ecartee = { ligne: number; raison: string; texte: string }

const NEEDED = ["collectivite", "courriel", "nom"] as const
const MAX_LINES = 50_000
const address = z.email().max(254)

/** A provider's CSV, one account a line; what cannot be read is set aside with its reason, and the rest still counts. */
export function readComptes(
  bytes: Uint8Array,
): Result<
  { comptes: CompteLu[]; ecartees: Ecartee[] },
  Extract<OutilRefusal, "fichier-illisible" | "colonnes-absentes">
> {
  const table = tableOf(bytes)
  if (!table) return refuse("fichier-illisible")
  const [header = [], ...body] = table
  const names = header.map((title) => fold(title.trim()).replace(/[^a-z]+/g, "_"))
  const missing = NEEDED.filter((name) => !names.includes(name))
  if (missing.length > 0) return refuse("colonnes-absentes", { colonnes: missing.join(", ") })
  const comptes: CompteLu[] = []
  const ecartees: Ecartee[] = []
  const seen = new Set<string>()
  body.forEach((cells, at) => {
    const record = Object.fromEntries(names.map((name, column) => [name, cells[column]?.trim() ?? ""]))
    if (Object.values(record).every((cell) => cell === "")) return
    const courriel = (record.courriel ?? "").toLowerCase()
    const key = `${record.collectivite}/${courriel}`
    const raison = reasonOf(record, courriel, seen.has(key))
    if (raison) ecartees.push({ ligne: at + 2, raison, texte: cells.join(" ; ").slice(0, 120) })
    else comptes.push(compteOf(record, courriel, at + 2))
    seen.add(key)
  })
  return ok({ comptes, ecartees })
}

type Cells = Record<string, string | undefined>

function reasonOf(
  { collectivite, nom, profil, dernier_usage }: Cells,
  courriel: string,
  twice: boolean,
): string | null {
  if (!collectivite) return "sans collectivité"
  if (!address.safeParse(courriel).success) return "adresse électronique illisible"
  if (dernier_usage && !isCalendarDate(dernier_usage)) return "date de dernier usage illisible (AAAA-MM-JJ)"
  if (hasTag(`${nom}${profil}`)) return "signes < ou >"
  return twice ? "même compte deux fois" : null
}

const compteOf = ({ collectivite, nom, profil, dernier_usage }: Cells, courriel: string, ligne: number): CompteLu => ({
  ...{ ligne, courriel, collectivite: collectivite ?? "" },
  nom: nom?.slice(0, 120) || courriel,
  profil: profil?.slice(0, 60) || null,
  dernierUsageLe: dernier_usage && isCalendarDate(dernier_usage) ? dernier_usage : null,
})

function tableOf(bytes: Uint8Array): string[][] | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    if (text.includes("\0")) return null
    return parse(text, { delimiter: ";", relaxColumnCount: true, relaxQuotes: true, bom: true, to: MAX_LINES + 1 })
  } catch (error) {
    if (error instanceof CsvError || error instanceof TypeError) return null
    throw error
  }
}

type Named = { courriel: string; nom: string; profil: string }

/** What the two sides do not say alike. */
export type Ecarts = {
  /** Listed by the provider, and nobody here has that right. */
  sansDroit: readonly Compte[]
  /** Named here, and unknown to the provider. */
  sansCompte: readonly Named[]
  /** Known to both, under two profiles. */
  profils: readonly { nom: string; ici: string; outil: string }[]
}

/** By address, which is all that both know. */
export function compareComptes(droits: readonly Named[], comptes: readonly Compte[]): Ecarts {
  const named = new Map(droits.map((droit) => [droit.courriel.toLowerCase(), droit]))
  const listed = new Map(comptes.map((compte) => [compte.courriel.toLowerCase(), compte]))
  return {
    sansDroit: comptes.filter(({ courriel }) => !named.has(courriel.toLowerCase())),
    sansCompte: droits.filter(({ courriel }) => !listed.has(courriel.toLowerCase())),
    profils: droits.flatMap(({ courriel, nom, profil }) => {
      const outil = listed.get(courriel.toLowerCase())?.profil
      return outil && fold(outil) !== fold(profil) ? [{ nom, ici: profil, outil }] : []
    }),
  }
}

/** Accounts that the provider counts and that nobody here is named for; negative when more are named. Null: it never counted. */
export const ecartOf = (fournisseur: number | null, nommes: number): number | null =>
  fournisseur === null ? null : fournisseur - nommes
