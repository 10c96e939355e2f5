import { fold, formatDecimal } from "@/lib/platform/format.ts"
import { type Decimal, decimal, sumDecimals } from "@/lib/platform/money.ts"
import type { SheetRow } from "@/lib/platform/sheet.ts"
import { answerOf, type SheetVerdict } from "@/lib/platform/sheet-rows.ts"
import type { Domaine, NatureTaxee } from "../../types.ts"
import type { Champ, Correspondance } from "./colonnes.ts"
import { readQuantite } from "./quantites.ts"

export type LigneLue = {
  nature: NatureTaxee
  domaine: Domaine
  quantite: Decimal
  fourreaux: number
  lieu: string | null
}

/** What became of one row of the file; nothing of a row that is not `bonne` is taken unless a person says so. */
export type LigneJugee = {
  ligne: number
  verdict: SheetVerdict
  operateurId: string | null
  operateur: string
  annee: number | null
  lignes: LigneLue[]
  messages: string[]
}

export type Contexte = {
  correspondance: Correspondance
  /** For files that do not say the year. */
  annee: number
  operateurs: readonly { id: string; nom: string; alias: readonly string[] }[]
  /** Statements already recorded, "operateurId/annee". */
  existants: ReadonlySet<string>
  annees: { premiere: number; derniere: number }
}

type Draft = Omit<LigneJugee, "verdict" | "messages"> & {
  refus: string[]
  alertes: string[]
  notes: string[]
  total: boolean
}

/** Each row answered, in the order of the file. */
export function judgeRows(rows: readonly SheetRow[], contexte: Contexte): LigneJugee[] {
  let carried = ""
  const judged = rows
    .filter(({ cellules }) => cellules.some((cell) => cell.trim() !== ""))
    .map((row) => {
      const one = judgeRow(row, contexte, carried)
      if (!one.total && one.operateur !== "") carried = one.operateur
      return one
    })
  markTwice(judged, contexte)
  markTotals(judged)
  return judged.map(({ refus, alertes, notes, total, ...row }) => ({
    ...row,
    ...answerOf({ refus, alertes, notes, total }),
  }))
}

function judgeRow({ ligne, cellules }: SheetRow, contexte: Contexte, carried: string): Draft {
  const { correspondance, operateurs, annees } = contexte
  const cell = (champ: Champ): string => {
    const index = correspondance[champ]
    return index === undefined ? "" : (cellules[index] ?? "").trim()
  }
  const row: Draft = {
    ...{ ligne, operateurId: null, operateur: cell("operateur"), annee: contexte.annee, lignes: [] },
    ...{ refus: [], alertes: [], notes: [], total: /^((sous|grand)[- ])?total\b/.test(fold(cell("operateur"))) },
  }
  if (row.operateur === "" && carried !== "") {
    row.operateur = carried
    row.alertes.push(`Opérateur absent (cellules fusionnées ?) : repris de la ligne au-dessus, ${carried}.`)
  }
  const known = operateurs.find(({ alias, nom }) => [nom, ...alias].map(fold).includes(fold(row.operateur)))
  row.operateurId = known?.id ?? null
  if (row.total) {
    row.lignes = readLines(row, cell)
    return row
  }
  if (row.operateur === "") row.refus.push("L'opérateur manque.")
  else if (!known)
    row.refus.push(`L'opérateur « ${row.operateur} » n'est pas connu : rien n'est enregistré sous un autre nom.`)
  const year = cell("annee")
  if (year !== "") row.annee = /^\d{4}$/.test(year) ? Number(year) : null
  if (row.annee === null) row.refus.push(`« ${year} » n'est pas une année.`)
  else if (row.annee < annees.premiere || row.annee > annees.derniere) {
    row.refus.push(`L'année ${row.annee} n'est pas possible : de ${annees.premiere} à ${annees.derniere}.`)
  }
  row.lignes = readLines(row, cell)
  if (row.lignes.length === 0 && row.refus.length === 0) row.refus.push("Aucune longueur ni surface sur cette ligne.")
  checkTotal(row, cell("total"))
  if (row.operateurId && contexte.existants.has(`${row.operateurId}/${row.annee}`)) {
    row.alertes.push(`Un état de ${row.operateur} pour ${row.annee} est déjà enregistré : il sera remplacé.`)
  }
  return row
}

const WIDE = ["souterrain", "aerien", "emprise"] as const

function readLines(row: Draft, cell: (champ: Champ) => string): LigneLue[] {
  const domaine = domaineOf(cell("domaine"))
  if (domaine === null) row.refus.push(`Le domaine « ${cell("domaine")} » n'est ni routier ni non routier.`)
  const fourreaux = cell("fourreaux") === "" ? 1 : Number(cell("fourreaux"))
  if (!Number.isInteger(fourreaux) || fourreaux < 1 || fourreaux > 200) {
    row.refus.push(`« ${cell("fourreaux")} » n'est pas un nombre de fourreaux.`)
  }
  const lieu = cell("lieu").slice(0, 120).replace(/[<>]/g, "") || null
  const long = natureOf(cell("nature"))
  if (cell("nature") !== "" && long === null) row.refus.push(`Le réseau « ${cell("nature")} » n'est pas reconnu.`)
  const cells: [NatureTaxee, string][] = WIDE.map((nature) => [nature, cell(nature)])
  if (long) cells.push([long, cell("quantite")])
  return cells.flatMap(([nature, text]) => {
    const read = readQuantite(text, nature === "emprise" ? "m²" : "km")
    if (!read.lue) {
      if (!read.vide) row.refus.push(read.message)
      return []
    }
    if (read.note) row.notes.push(read.note)
    const ducts = nature === "souterrain" && Number.isInteger(fourreaux) ? Math.max(1, fourreaux) : 1
    return [{ nature, domaine: domaine ?? "routier", quantite: read.valeur, fourreaux: ducts, lieu }]
  })
}

function domaineOf(text: string): Domaine | null {
  const folded = fold(text)
  if (folded === "" || /^(domaine )?(public )?routier$|^dpr$/.test(folded)) return "routier"
  return /non[ -]?routier|^dpnr$/.test(folded) ? "non_routier" : null
}

function natureOf(text: string): NatureTaxee | null {
  const folded = fold(text)
  if (/sous-?\s?terrain|sous-?sol|enterre/.test(folded)) return "souterrain"
  if (/aerien/.test(folded)) return "aerien"
  return /emprise|armoire|surface|autre/.test(folded) ? "emprise" : null
}

/** Length as laid: a total in a file counts trenches, not ducts. */
const kilometresOf = (lignes: readonly LigneLue[]) =>
  sumDecimals(lignes.filter(({ nature }) => nature !== "emprise").map(({ quantite }) => ({ value: quantite })))

function checkTotal(row: Draft, text: string) {
  const read = readQuantite(text, "km")
  if (!read.lue) {
    if (!read.vide) row.refus.push(`Total : ${read.message}`)
    return
  }
  const sum = kilometresOf(row.lignes)
  if (Number(sum) !== Number(read.valeur)) {
    row.refus.push(`Le total annoncé, ${formatDecimal(read.valeur)} km, diffère de la somme, ${formatDecimal(sum)} km.`)
  }
}

/** Two rows that could be two statements: the same operator, year and place, with a network in common. */
function markTwice(rows: Draft[], { correspondance }: Contexte) {
  const first = new Map<string, Draft>()
  for (const row of rows) {
    if (row.total || row.operateurId === null || row.annee === null) continue
    const place = correspondance.lieu === undefined ? "" : (row.lignes[0]?.lieu ?? "")
    const keys = row.lignes.map((one) => `${row.operateurId}/${row.annee}/${place}/${one.nature}/${one.domaine}`)
    const before = keys.map((one) => first.get(one)).find((one) => one !== undefined && one !== row)
    for (const one of keys) if (!first.has(one)) first.set(one, row)
    if (!before) continue
    row.refus.push(
      `Deuxième état de ${row.operateur} pour ${row.annee} : la ligne ${before.ligne} en donne déjà un. Gardez-en un seul.`,
    )
    before.alertes.push(
      `La ligne ${row.ligne} donne un autre état du même opérateur pour ${row.annee} : vérifiez lequel est le bon.`,
    )
  }
}

/** A total line is never a statement; it is compared with the rows since one of the totals before it, or since the beginning. */
function markTotals(rows: Draft[]) {
  let read = 0
  let before = 0
  // Metres read at each total that was right: a subtotal starts from the last of them, a grand total from none.
  const starts = new Set([0])
  for (const row of rows) {
    if (!row.total) {
      read += metresOf(row.lignes)
      continue
    }
    const said = metresOf(row.lignes)
    const agrees = starts.has(read - said)
    const sum = read > before ? read - before : read
    row.notes = [
      agrees
        ? "Ligne de total, non enregistrée : elle correspond à la somme des lignes."
        : `Ligne de total, non enregistrée : elle dit ${kmWords(said)}, les lignes au-dessus font ${kmWords(sum)}. Vérifiez le fichier avant de continuer.`,
    ]
    row.operateurId = null
    if (!agrees) continue
    starts.add(read)
    before = read
  }
}

/** Lengths are read to the metre. */
const metresOf = (lignes: readonly LigneLue[]): number => Math.round(Number(kilometresOf(lignes)) * 1000)
const kmWords = (metres: number): string => `${formatDecimal(decimal((metres / 1000).toFixed(3)))} km`
