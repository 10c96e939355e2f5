import { CsvError, parse } from "csv-parse/sync"
import { type CalendarDate, isCalendarDate } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ComposantEtat, LigneVerdict, ReleveRefusal } from "../types.ts"

export type LigneRecue = {
  ligne: number
  /** The member's public identifier, and the number of its post. */
  client: string
  numero: string
  libelle: string
  /** Null when a state is none that we know. */
  etats: Record<string, ComposantEtat> | null
}
/** What a provider says on one day, whichever way it came. */
export type ReleveRecu = { releveLe: CalendarDate; annonces: number | null; lignes: LigneRecue[] }

/** What providers write for each state, without case or accents. */
const WORDS: Record<string, ComposantEtat> = {
  a_installer: "a_installer",
  actif: "active",
  active: "active",
  en_alerte: "en_alerte",
  alerte: "en_alerte",
  retire: "retire",
  retiree: "retire",
}

export const etatOf = (text: string): ComposantEtat | null => WORDS[fold(text.trim()).replace(/[^a-z]+/g, "_")] ?? null

const COLUMNS = ["releve_le", "client", "poste", "libelle"] as const
const TOTAL = "total"

/** A provider's CSV: one line a post, a column a component; the line TOTAL says how many posts it lists. */
export function readReleve(bytes: Uint8Array, codes: readonly string[]): Result<ReleveRecu, ReleveRefusal> {
  const table = tableOf(bytes)
  if (!table.ok) return table
  const [header = [], ...body] = table.value
  const names = header.map((title) => fold(title.trim()))
  const missing = [...COLUMNS, ...codes].filter((name) => !names.includes(name))
  if (missing.length > 0) return refuse("colonnes-absentes", { colonnes: missing.join(", ") })
  const records = body.map((cells, at) => ({
    ligne: at + 2,
    cells: Object.fromEntries(names.map((name, column) => [name, cells[column]?.trim() ?? ""])),
  }))
  const total = records.find(({ cells }) => fold(cells.releve_le ?? "") === TOTAL)
  const posts = records.filter((record) => record !== total && Object.values(record.cells).some((cell) => cell !== ""))
  const date = posts[0]?.cells.releve_le ?? ""
  if (!isCalendarDate(date)) return refuse("date-absente")
  return ok({
    releveLe: date,
    annonces: total ? countOf(total.cells.client ?? "") : null,
    lignes: posts.map(({ ligne, cells }) => ({
      ligne,
      client: cells.client ?? "",
      numero: cells.poste ?? "",
      libelle: (cells.libelle ?? "").slice(0, 120),
      etats: etatsOf(codes.map((code) => [code, cells[code] ?? ""])),
    })),
  })
}

const countOf = (text: string): number | null => (/^\d{1,7}$/.test(text) ? Number(text) : null)

export function etatsOf(typed: readonly (readonly [string, string])[]): Record<string, ComposantEtat> | null {
  const etats: Record<string, ComposantEtat> = {}
  for (const [code, text] of typed) {
    const etat = etatOf(text)
    if (etat === null) return null
    etats[code] = etat
  }
  return etats
}

function tableOf(bytes: Uint8Array): Result<string[][], ReleveRefusal> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    if (text.includes("\0")) return refuse("fichier-illisible")
    return ok(parse(text, { delimiter: ";", relaxColumnCount: true, relaxQuotes: true, bom: true, to: 100_001 }))
  } catch (error) {
    if (error instanceof CsvError || error instanceof TypeError) return refuse("fichier-illisible")
    throw error
  }
}

export type PosteConnu = { id: string; collectiviteId: string; client: string; numero: number }
export type LigneJugee = LigneRecue & { verdict: LigneVerdict; concerneId: string | null; posteConnu: string | null }

/** Each line against the posts that were ordered; the first of two lines about one post counts. */
export function judgeLignes(
  lignes: readonly LigneRecue[],
  postes: readonly PosteConnu[],
  clients: ReadonlyMap<string, string>,
): LigneJugee[] {
  const known = new Map(postes.map((poste) => [`${poste.client}/${poste.numero}`, poste]))
  const seen = new Set<string>()
  return lignes.map((ligne) => {
    const key = `${ligne.client}/${ligne.numero}`
    const twice = seen.has(key)
    seen.add(key)
    const poste = known.get(key)
    const concerneId = clients.get(ligne.client) ?? null
    return { ...ligne, verdict: verdictOf(ligne, twice, poste, concerneId), concerneId, posteConnu: poste?.id ?? null }
  })
}

function verdictOf(
  { etats }: LigneRecue,
  twice: boolean,
  poste: PosteConnu | undefined,
  concerneId: string | null,
): LigneVerdict {
  if (twice) return "double"
  if (etats === null) return "illisible"
  if (concerneId === null) return "client_inconnu"
  return poste ? "connu" : "inconnu"
}

/** Applied at once only when it says what it holds and every line can be read. */
export const isSure = (recu: ReleveRecu, lignes: readonly LigneJugee[]): boolean =>
  (recu.annonces === null || recu.annonces === lignes.length) &&
  lignes.every(({ verdict }) => verdict !== "double" && verdict !== "illisible")
