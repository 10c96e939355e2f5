import { type CalendarDate, calendarDate, isCalendarDate } from "@/lib/platform/dates.ts"
import { fold, formatAmount } from "@/lib/platform/format.ts"
import { type Cents, prorate } from "@/lib/platform/money.ts"
import type { SheetRow } from "@/lib/platform/sheet.ts"
import { answerOf, type SheetVerdict } from "@/lib/platform/sheet-rows.ts"
import type { LigneGenre } from "../types.ts"
import { LIGNE_LABELS } from "../types.ts"
import type { Champ, Correspondance } from "./colonnes.ts"
import { readMontant } from "./montants.ts"

export type LigneLue = {
  site: string
  libelle: string
  genre: LigneGenre
  fournisseur: string
  /** Cents, written as text: a row is kept as JSON. */
  montantMensuel: string
  cuivre: boolean
  utilisee: boolean
  engagementJusqua: CalendarDate | null
}

/** What is said of one row; nothing of a row that is not `bonne` is taken unless a person says so. */
export type LigneJugee = { ligne: number; verdict: SheetVerdict; lue: LigneLue; messages: string[] }

type Contexte = {
  correspondance: Correspondance
  /** Lines of the inventory, as `cleDe` writes them. */
  existantes: ReadonlySet<string>
}

type Draft = {
  ligne: number
  lue: LigneLue
  montant: Cents
  total: boolean
  refus: string[]
  alertes: string[]
  notes: string[]
}

export const cleDe = ({ site, libelle, fournisseur }: Pick<LigneLue, "site" | "libelle" | "fournisseur">): string =>
  [site, libelle, fournisseur].map(fold).join("/")

/** Each row answered, in the order of the file. */
export function judgeLignes(rows: readonly SheetRow[], contexte: Contexte): LigneJugee[] {
  const seen = new Map<string, number>()
  // Of the rows since the last total, and of the whole file: a grand total comes after those of each site.
  let block: Cents = 0n
  let all: Cents = 0n
  let carried = ""
  return rows.map((row) => {
    const draft = judge(row, contexte, carried)
    if (draft.total) {
      const said = block > 0n && draft.montant !== all ? block : all
      const agrees = said === draft.montant
      draft.notes = [
        agrees
          ? "Ligne de total, non reprise : elle correspond à la somme des lignes."
          : `Ligne de total, non reprise : elle dit ${formatAmount(draft.montant)}, les lignes au-dessus font ${formatAmount(said)}. Vérifiez le fichier avant de continuer.`,
      ]
      block = 0n
      return shown(draft)
    }
    carried = draft.lue.site
    block += draft.montant
    all += draft.montant
    const key = cleDe(draft.lue)
    const first = seen.get(key)
    if (first !== undefined) draft.refus.push(`La même ligne est déjà à la ligne ${first} du fichier.`)
    else seen.set(key, row.ligne)
    if (contexte.existantes.has(key))
      draft.alertes.push("Une ligne du même nom est déjà dans l'inventaire : confirmez pour l'ajouter quand même.")
    return shown(draft)
  })
}

const shown = ({ ligne, lue, ...said }: Draft): LigneJugee => ({ ligne, lue, ...answerOf(said) })

function judge({ ligne, cellules }: SheetRow, { correspondance }: Contexte, carried: string): Draft {
  const cell = (champ: Champ): string => {
    const index = correspondance[champ]
    return index === undefined ? "" : (cellules[index] ?? "").replace(/[<>]/g, "").trim()
  }
  const draft: Omit<Draft, "lue"> = {
    ...{ ligne, montant: 0n, refus: [], alertes: [], notes: [] },
    total: isTotal(cell("site")) || isTotal(cell("libelle")),
  }
  const genre = genreOf(`${cell("genre")} ${cell("libelle")}`)
  if (genre === null && !draft.total)
    draft.alertes.push(
      `Le genre « ${cell("genre")} » n'est pas reconnu : la ligne serait rangée dans « ${LIGNE_LABELS.autre} ».`,
    )
  const site = cell("site") || carried
  if (cell("site") === "" && carried !== "")
    draft.alertes.push(`Site absent (cellules fusionnées ?) : repris de la ligne au-dessus, ${carried}.`)
  if (site === "") draft.refus.push("Le site manque.")
  if (cell("fournisseur") === "") draft.refus.push("Le fournisseur manque.")
  draft.montant = priceOf(draft, cell("mensuel"), cell("annuel"))
  const lue: LigneLue = {
    site: site.slice(0, 80),
    libelle: (cell("libelle") || LIGNE_LABELS[genre ?? "autre"]).slice(0, 120),
    genre: genre ?? "autre",
    fournisseur: cell("fournisseur").slice(0, 80),
    montantMensuel: draft.montant.toString(),
    cuivre: yesNo(
      draft,
      cell("cuivre"),
      "cuivre",
      /cuivre|rtc|adsl|sdsl|analogique|\bt[0-2]\b/.test(fold(`${cell("genre")} ${cell("cuivre")}`)),
    ),
    utilisee: yesNo(draft, cell("utilisee"), "utilisation", true),
    engagementJusqua: endOf(draft, cell("engagement")),
  }
  return { ...draft, lue }
}

const isTotal = (text: string): boolean => /^(sous[ -]?)?total\b/.test(fold(text))

/** By the month, to the cent; a price by the year is divided, and a person confirms. */
function priceOf(draft: Pick<Draft, "refus" | "alertes" | "notes">, mensuel: string, annuel: string): Cents {
  const month = readMontant(mensuel, "mois")
  if (!month.lu && !month.vide) draft.refus.push(month.message)
  if (month.lu) {
    if (month.note) draft.notes.push(month.note)
    return month.montant
  }
  const year = readMontant(annuel, "an")
  if (year.lu) {
    const montant = prorate(year.montant, 1n, 12n)
    draft.alertes.push(`Prix par an : ${formatAmount(year.montant)} ÷ 12 = ${formatAmount(montant)} par mois.`)
    return montant
  }
  if (!year.vide) draft.refus.push(year.message)
  else if (month.vide) draft.refus.push("Le prix manque.")
  return 0n
}

function genreOf(text: string): LigneGenre | null {
  const folded = fold(text)
  if (/mobile|gsm|\b[45]g\b|portable/.test(folded)) return "mobile"
  if (/lien dedie|ftto|mpls|\blan\b|interconnexion/.test(folded)) return "lien_dedie"
  if (/internet|adsl|sdsl|vdsl|fibre|ftth|\bbox\b/.test(folded)) return "internet"
  if (/fixe|telephon|rtc|analogique|\bt[0-2]\b|alarme|ascenseur|telegestion|fax/.test(folded)) return "fixe"
  return /\bautre\b/.test(folded) ? "autre" : null
}

const YES = /^(oui|o|x|1|vrai|yes|actif|active|cuivre|rtc|adsl|sdsl)$/
const NO = /^(non|n|0|faux|no|inactif|inactive|inutilisee?|resiliee?|fibre|ftth|mobile|4g|5g)$/

function yesNo(draft: Pick<Draft, "alertes">, text: string, what: string, otherwise: boolean): boolean {
  const folded = fold(text)
  if (folded === "") return otherwise
  if (YES.test(folded)) return true
  if (NO.test(folded)) return false
  draft.alertes.push(`« ${text} » ne dit ni oui ni non (${what}) : lu comme ${otherwise ? "oui" : "non"}.`)
  return otherwise
}

function endOf(draft: Pick<Draft, "refus">, text: string): CalendarDate | null {
  if (text === "" || /^(sans|aucun|libre|-|–)/.test(fold(text))) return null
  const written = text.replace(/^(\d{2})[/.](\d{2})[/.](\d{4})$/, "$3-$2-$1")
  if (isCalendarDate(written)) return calendarDate(written)
  draft.refus.push(`« ${text} » n'est pas une date de fin d'engagement.`)
  return null
}
