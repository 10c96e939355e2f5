import { fold, formatDecimal } from "@/lib/platform/format.ts"
import type { SheetRow } from "@/lib/platform/sheet.ts"
import { answerOf, type SheetVerdict } from "@/lib/platform/sheet-rows.ts"
import type { Domaine, Nature } from "../../types.ts"
import { type Brouillon, kilometresOf, type LigneLue } from "./brouillon.ts"
import type { Champ, Correspondance } from "./colonnes.ts"
import { readQuantite, UNITE_DE } from "./quantites.ts"
import { markTotals, markTwice } from "./recoupements.ts"

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
  /** Columns whose title says metres: a bare number there is not kilometres. */
  enMetres: ReadonlySet<number>
  /** For files that do not say the year. */
  annee: number
  operateurs: readonly { id: string; nom: string; alias: readonly string[] }[]
  /** Statements already recorded, "operateurId/annee". */
  existants: ReadonlySet<string>
  annees: { premiere: number; derniere: number }
}

/** What a row takes from the one above it where cells are merged. */
type Reprise = Pick<Brouillon, "operateur" | "annee"> & { domaine: Domaine | null }

/** Each row answered, in the order of the file. */
export function judgeRows(rows: readonly SheetRow[], contexte: Contexte): LigneJugee[] {
  let above: Reprise = { operateur: "", annee: null, domaine: null }
  const judged = rows
    .filter(({ cellules }) => cellules.some((cell) => cell.trim() !== ""))
    .map((row) => {
      const { domaine, ...one } = judgeRow(row, contexte, above)
      if (!one.total) above = { operateur: one.operateur || above.operateur, annee: one.annee, domaine }
      return one
    })
  markTwice(judged, contexte.correspondance.lieu !== undefined)
  markTotals(judged)
  return judged.map(({ refus, alertes, notes, total, totalKm: _, ...row }) => ({
    ...row,
    ...answerOf({ refus, alertes, notes, total }),
  }))
}

type Lecture = { cell: (champ: Champ) => string; enMetres: (champ: Champ) => boolean }

function judgeRow(
  { ligne, cellules }: SheetRow,
  contexte: Contexte,
  above: Reprise,
): Brouillon & Pick<Reprise, "domaine"> {
  const { correspondance, operateurs } = contexte
  const lecture: Lecture = {
    cell: (champ) => {
      const index = correspondance[champ]
      return index === undefined ? "" : (cellules[index] ?? "").trim()
    },
    enMetres: (champ) => contexte.enMetres.has(correspondance[champ] ?? -1),
  }
  const { cell } = lecture
  const row: Brouillon = {
    ...{ ligne, operateurId: null, operateur: cell("operateur"), annee: contexte.annee, lignes: [] },
    ...{ refus: [], alertes: [], notes: [], totalKm: null },
    total: /^((sous|grand)[- ])?total\b/.test(fold(cell("operateur"))),
  }
  if (row.operateur === "" && above.operateur !== "") {
    row.operateur = above.operateur
    row.alertes.push(`Opérateur absent (cellules fusionnées ?) : repris de la ligne au-dessus, ${above.operateur}.`)
  }
  const known = operateurs.find(({ alias, nom }) => [nom, ...alias].map(fold).includes(fold(row.operateur)))
  row.operateurId = known?.id ?? null
  const domaine = domaineFrom(row, cell("domaine"), correspondance.domaine === undefined ? "routier" : above.domaine)
  row.lignes = readLines(row, lecture, domaine ?? "routier")
  readTotal(row, lecture)
  if (row.total) return { ...row, domaine }
  if (row.operateur === "") row.refus.push("L'opérateur manque.")
  else if (!known)
    row.refus.push(`L'opérateur « ${row.operateur} » n'est pas connu : rien n'est enregistré sous un autre nom.`)
  readAnnee(row, contexte, { text: cell("annee"), above: above.annee })
  if (row.lignes.length === 0 && row.refus.length === 0) row.refus.push("Aucune longueur ni surface sur cette ligne.")
  if (row.operateurId && contexte.existants.has(`${row.operateurId}/${row.annee}`)) {
    row.alertes.push(`Un état de ${row.operateur} pour ${row.annee} est déjà enregistré : il sera remplacé.`)
  }
  return { ...row, domaine }
}

/** A year that the file should say and does not is never guessed without a word: the fee changes with it. */
function readAnnee(
  row: Brouillon,
  { annees, annee, correspondance }: Contexte,
  { text, above }: { text: string; above: number | null },
) {
  if (text !== "") row.annee = /^\d{4}$/.test(text) ? Number(text) : null
  else if (correspondance.annee !== undefined) {
    row.annee = above ?? annee
    row.alertes.push(
      above === null
        ? `Année absente : ${annee}, celle que vous avez choisie pour ce fichier.`
        : `Année absente (cellules fusionnées ?) : reprise de la ligne au-dessus, ${above}.`,
    )
  }
  if (row.annee === null) row.refus.push(`« ${text} » n'est pas une année.`)
  else if (row.annee < annees.premiere || row.annee > annees.derniere) {
    row.refus.push(`L'année ${row.annee} n'est pas possible : de ${annees.premiere} à ${annees.derniere}.`)
  }
}

const WIDE = ["souterrain", "aerien", "emprise", "mat"] as const

function readLines(row: Brouillon, { cell, enMetres }: Lecture, domaine: Domaine): LigneLue[] {
  const fourreaux = cell("fourreaux") === "" ? 1 : Number(cell("fourreaux"))
  if (!Number.isInteger(fourreaux) || fourreaux < 1 || fourreaux > 200) {
    row.refus.push(`« ${cell("fourreaux")} » n'est pas un nombre de fourreaux.`)
  }
  const lieu = cell("lieu").slice(0, 120).replace(/[<>]/g, "") || null
  const long = natureOf(cell("nature"))
  if (cell("nature") !== "" && long === null) row.refus.push(`Le réseau « ${cell("nature")} » n'est pas reconnu.`)
  const cells: [Nature, Champ][] = WIDE.map((nature) => [nature, nature])
  if (long) cells.push([long, "quantite"])
  return cells.flatMap(([nature, champ]) => {
    const read = readQuantite(cell(champ), UNITE_DE[nature], { enMetres: enMetres(champ) })
    if (!read.lue) {
      if (!read.vide) row.refus.push(read.message)
      return []
    }
    if (read.note) row.notes.push(read.note)
    if (read.alerte) row.alertes.push(read.alerte)
    const ducts = nature === "souterrain" && Number.isInteger(fourreaux) ? Math.max(1, fourreaux) : 1
    return [{ nature, domaine, quantite: read.valeur, fourreaux: ducts, lieu }]
  })
}

/** Null when what is written is neither; an empty cell of a column that says it takes what is above, openly. */
function domaineFrom(row: Brouillon, text: string, above: Domaine | null): Domaine | null {
  const said = text === "" ? null : domaineOf(text)
  if (said) return said
  if (text !== "") row.refus.push(`Le domaine « ${text} » n'est ni routier ni non routier.`)
  else if (above === "non_routier")
    row.alertes.push("Domaine absent (cellules fusionnées ?) : repris de la ligne au-dessus, non routier.")
  return text === "" ? (above ?? "routier") : null
}

function domaineOf(text: string): Domaine | null {
  const folded = fold(text)
  if (/^(domaine )?(public )?routier$|^dpr$/.test(folded)) return "routier"
  return /non[ -]?routier|^dpnr$/.test(folded) ? "non_routier" : null
}

function natureOf(text: string): Nature | null {
  const folded = fold(text)
  if (/sous-?\s?terrain|sous-?sol|enterre/.test(folded)) return "souterrain"
  if (/aerien/.test(folded)) return "aerien"
  if (/\bmats?\b|pylone|antenne/.test(folded)) return "mat"
  return /emprise|armoire|surface|autre/.test(folded) ? "emprise" : null
}

function readTotal(row: Brouillon, { cell, enMetres }: Lecture) {
  const read = readQuantite(cell("total"), "km", { enMetres: enMetres("total") })
  if (!read.lue) {
    if (!read.vide) row.refus.push(`Total : ${read.message}`)
    return
  }
  row.totalKm = read.valeur
  const sum = kilometresOf(row.lignes)
  if (Number(sum) !== Number(read.valeur)) {
    row.refus.push(`Le total annoncé, ${formatDecimal(read.valeur)} km, diffère de la somme, ${formatDecimal(sum)} km.`)
  }
}
