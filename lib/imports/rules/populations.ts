import { isCodeInsee, isSiren } from "@/lib/collectivites/rules.ts"
import { formatInteger, formatPercent } from "@/lib/platform/format.ts"
import type { Erreur, LigneComparee } from "../types.ts"
import { compact, departementOf } from "./cells.ts"
import type { RawRow } from "./file.ts"
import { differencesOf, line, Seen } from "./lines.ts"

/** A change as large as this from one millésime to the next is rare: a person looks at it. */
export const BIG_CHANGE = { ratio: 0.1, habitants: 30 }
const MAX_HABITANTS = 20_000_000

export type PopulationSnapshot = {
  /** By code: INSEE of a commune, SIREN of an EPCI, "D27" of a Département. */
  register: ReadonlyMap<string, { id: string; nom: string }>
  /** What is already recorded for this kind and this millésime. */
  published: ReadonlyMap<string, number>
  /** The last earlier millésime of this kind. */
  previous: ReadonlyMap<string, { habitants: number; millesime: number }>
}

export function comparePopulations(
  rows: readonly RawRow[],
  snapshot: PopulationSnapshot,
  operateur: string,
): LigneComparee[] {
  const seen = new Seen()
  return rows.map((row) => {
    const code = compact(row.cells.code ?? "").toUpperCase()
    const { habitants, erreurs } = figureOf(row.cells.habitants ?? "")
    erreurs.push(...codeErrors(code))
    const known = snapshot.register.get(code)
    const donnees = {
      code,
      nom: known?.nom ?? row.cells.nom ?? "",
      habitants: String(habitants ?? row.cells.habitants ?? ""),
    }
    const first = erreurs.length + row.erreurs.length === 0 ? seen.take(code, row.ligne) : null
    if (first !== null)
      erreurs.push({ champ: "code", message: `Le code ${code} est déjà à la ligne ${first} du fichier.` })
    if (erreurs.length > 0 || row.erreurs.length > 0 || habitants === null) return line(row, { donnees, erreurs })
    if (!known) return absent(row, code, donnees, operateur)
    const already = snapshot.published.get(code)
    const before = snapshot.previous.get(code)
    return line(row, {
      concerneId: known.id,
      donnees: { ...donnees, ...progress(habitants, before) },
      differences: differencesOf({ habitants: already?.toString() ?? null }, donnees, ["habitants"]),
      alertes: [...replaced(already, habitants), ...surprising(habitants, before)],
      existe: already !== undefined,
    })
  })
}

function figureOf(text: string): { habitants: number | null; erreurs: Erreur[] } {
  const digits = text.replace(/\s/g, "")
  const fail = (message: string) => ({ habitants: null, erreurs: [{ champ: "habitants", message }] })
  if (digits === "") return fail("La population manque.")
  if (/^[-−]\d+$/.test(digits)) return fail(`Une population n'est jamais négative (${text}).`)
  if (!/^\d+$/.test(digits)) return fail(`« ${text} » n'est pas un nombre entier d'habitants.`)
  const habitants = Number(digits)
  return habitants > MAX_HABITANTS ? fail(`${text} habitants : ce nombre est trop grand.`) : { habitants, erreurs: [] }
}

function codeErrors(code: string): Erreur[] {
  if (code === "") return [{ champ: "code", message: "Le code manque." }]
  if (isCodeInsee(code) || isSiren(code) || /^D(?:\d{2}|2[AB]|97\d)$/.test(code)) return []
  const hint = /^\d{4}$/.test(code) ? ` Le zéro du début manque peut-être (0${code}).` : ""
  return [
    { champ: "code", message: `« ${code} » n'est ni un code INSEE, ni un SIREN, ni un département (D27).${hint}` },
  ]
}

/** INSEE's files cover the country: what is not ours is left aside, but a commune of ours must be in the register. */
function absent(row: RawRow, code: string, donnees: Record<string, string>, operateur: string): LigneComparee {
  if (isCodeInsee(code) && departementOf(code) === operateur) {
    return line(row, {
      donnees,
      erreurs: [{ champ: "code", message: `La commune ${code} n'est pas dans le registre.` }],
    })
  }
  return { ...line(row, { donnees }), verdict: "hors_territoire" }
}

function progress(
  habitants: number,
  before: { habitants: number; millesime: number } | undefined,
): Record<string, string> {
  if (!before) return {}
  const ratio = before.habitants > 0 ? ((habitants - before.habitants) / before.habitants).toFixed(6) : ""
  return { precedent: String(before.habitants), millesimePrecedent: String(before.millesime), variation: ratio }
}

const replaced = (already: number | undefined, habitants: number): string[] =>
  already === undefined || already === habitants
    ? []
    : [`Ce millésime est déjà enregistré avec ${formatInteger(already)} habitants : il serait remplacé.`]

function surprising(habitants: number, before: { habitants: number; millesime: number } | undefined): string[] {
  if (habitants === 0) return ["Aucun habitant : vérifiez ce chiffre."]
  if (!before) return []
  const change = habitants - before.habitants
  const ratio = before.habitants > 0 ? change / before.habitants : 1
  if (Math.abs(ratio) <= BIG_CHANGE.ratio || Math.abs(change) < BIG_CHANGE.habitants) return []
  const sign = change > 0 ? "+" : "−"
  return [
    `Écart de ${sign} ${formatPercent(Math.abs(ratio))} avec le millésime ${before.millesime} : vérifiez ce chiffre.`,
  ]
}
