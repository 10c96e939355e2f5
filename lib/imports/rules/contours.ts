import { isCodeInsee } from "@/lib/collectivites/rules.ts"
import { formatInteger } from "@/lib/platform/format.ts"
import type { Difference, Erreur, LigneComparee } from "../types.ts"
import { compact, day, departementOf } from "./cells.ts"
import type { RawRow } from "./file.ts"
import { differencesOf, line, Seen } from "./lines.ts"

export type KnownCommune = {
  id: string
  nom: string
  /** What is recorded, as the preview writes it; null when nothing is. */
  avant: Readonly<Record<string, string | null>> | null
}
export type ContourSnapshot = ReadonlyMap<string, KnownCommune>

const CHAMPS = ["contour", "centre", "lot", "fermetureCommerciale", "fermetureTechnique"] as const

/** Outlines, centres and dates of communes, by INSEE code. */
export function compareContours(
  rows: readonly RawRow[],
  snapshot: ContourSnapshot,
  departement: string,
): LigneComparee[] {
  const seen = new Seen()
  return rows.map((row) => {
    const code = compact(row.cells.code ?? "").toUpperCase()
    const known = snapshot.get(code)
    const erreurs = isCodeInsee(code)
      ? []
      : [{ champ: "code", message: `« ${code} » n’est pas un code INSEE de commune.` }]
    const first = erreurs.length + row.erreurs.length === 0 ? seen.take(code, row.ligne) : null
    if (first !== null)
      erreurs.push({ champ: "code", message: `Le code ${code} est déjà à la ligne ${first} du fichier.` })
    const values = valuesOf(row.cells, erreurs)
    const donnees = { code, nom: known?.nom ?? row.cells.nom ?? "", ...values }
    if (erreurs.length > 0 || row.erreurs.length > 0) return line(row, { donnees: short(donnees), erreurs })
    if (!known) {
      if (departementOf(code) !== departement)
        return { ...line(row, { donnees: short(donnees) }), verdict: "hors_territoire" }
      const missing = { champ: "code", message: `La commune ${code} n’est pas dans le registre.` }
      return line(row, { donnees: short(donnees), erreurs: [missing] })
    }
    const differences = differencesOf(known.avant ?? {}, values, CHAMPS).map(readable)
    return line(row, { concerneId: known.id, donnees, differences, existe: known.avant !== null })
  })
}

const short = (donnees: Record<string, string>): Record<string, string> => ({ ...donnees, contour: "" })

function valuesOf(cells: Readonly<Record<string, string>>, erreurs: Erreur[]): Record<string, string> {
  return {
    contour: contourOf(cells.contour ?? "", erreurs),
    centre: centreOf(cells.long ?? "", cells.lat ?? "", erreurs),
    lot: cells.lot ?? "",
    fermetureCommerciale: dayOf(cells.fermeture_commerciale ?? "", "fermeture_commerciale", erreurs),
    fermetureTechnique: dayOf(cells.fermeture_technique ?? "", "fermeture_technique", erreurs),
  }
}

/** Made by our own reading of GeoJSON; in a CSV, it must be the same writing. */
function contourOf(text: string, erreurs: Erreur[]): string {
  if (text === "" || /^\[\[\[\[-?[\d.,[\]\-e]*\]\]\]\]$/.test(text)) return text
  erreurs.push({ champ: "contour", message: "Le contour se donne par un fichier GeoJSON." })
  return ""
}

function centreOf(long: string, lat: string, erreurs: Erreur[]): string {
  if (long === "" && lat === "") return ""
  const [x, y] = [degrees(long, 180), degrees(lat, 90)]
  if (x === null) erreurs.push({ champ: "long", message: `« ${long} » n’est pas une longitude en degrés.` })
  if (y === null) erreurs.push({ champ: "lat", message: `« ${lat} » n’est pas une latitude en degrés.` })
  return x === null || y === null ? "" : `${x.toFixed(6)}, ${y.toFixed(6)}`
}

function degrees(text: string, most: number): number | null {
  const value = Number(text.replace(",", "."))
  return text !== "" && Math.abs(value) <= most ? value : null
}

function dayOf(text: string, champ: string, erreurs: Erreur[]): string {
  const found = text === "" ? "" : day(text)
  if (found === null) erreurs.push({ champ, message: `« ${text} » n’est pas une date.` })
  return found ?? ""
}

/** An outline is told by its number of points: its coordinates say nothing to a reader. */
function readable({ champ, avant, apres }: Difference): Difference {
  const told = (text: string | null) => (text === null ? null : `${formatInteger(text.split("],[").length)} points`)
  return champ === "contour" ? { champ, avant: told(avant), apres: told(apres) } : { champ, avant, apres }
}
