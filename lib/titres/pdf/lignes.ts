import { formatAmount, formatDecimal } from "../../platform/format.ts"
import type { Cents, Decimal } from "../../platform/money.ts"
import { explainLigne } from "../rules.ts"
import { NATURE_LABELS, type TitreFile, type TitreLigne, VAT_REASONS } from "../types.ts"
import { BOTTOM, type Doc, heightOf, INK, LEFT, LINE, line, rule, SOFT, WIDTH } from "./ink.ts"

type Frame = {
  /** Draws inside a new element of the document's structure. */
  add: (kind: string, draw: () => void) => void
  /** Opens a page and answers where its text begins. */
  nextPage: () => number
}

const AMOUNT = { x: LEFT + WIDTH - 90, width: 90 }
const RATE = { x: LEFT + WIDTH - 150, width: 52 }
const NAME = { x: LEFT, width: 330 }
const TOP = 258
/** Height of the sums below the lines, VAT and its reason included. */
const SUMS = 110

/** What is owed, line by line, over as many pages as it takes, then the sums: each found once, none computed here. */
export function drawLignes(doc: Doc, titre: TitreFile, { add, nextPage }: Frame): void {
  const taxed = titre.lignes.some(({ categorieTva }) => categorieTva !== "O")
  add("Div", () => drawHead(doc, titre, TOP, taxed))
  let y = doc.y + 6
  for (const ligne of titre.lignes) {
    if (y + heightOfLigne(doc, ligne) > BOTTOM) {
      const top = nextPage()
      add("Div", () => drawHead(doc, titre, top, taxed))
      y = doc.y + 6
    }
    add("Div", () => drawLigne(doc, ligne, y, taxed))
    y = doc.y + 8
  }
  const top = y + SUMS > BOTTOM ? nextPage() : y
  add("Div", () => drawSums(doc, titre, top, taxed))
}

function drawHead(doc: Doc, titre: TitreFile, top: number, taxed: boolean) {
  const what = titre.corrige ? "Ce qui est retiré, et pourquoi" : "Ce qui est dû, et comment c’est calculé"
  rule(doc, top, INK)
  const y = top + 8
  if (taxed) line(doc, "TVA", { ...RATE, y }, { bold: true, align: "right" })
  line(doc, taxed ? "Montant HT" : "Montant", { ...AMOUNT, y }, { bold: true, align: "right" })
  line(doc, what, { ...NAME, y }, { bold: true })
}

const detailOf = (ligne: TitreLigne) => explainLigne(ligne).join("\n")

const heightOfLigne = (doc: Doc, ligne: TitreLigne): number =>
  16 +
  heightOf(doc, ligne.libelle, NAME.width, { size: 10.5 }) +
  heightOf(doc, detailOf(ligne), NAME.width, { size: 9 })

function drawLigne(doc: Doc, ligne: TitreLigne, top: number, taxed: boolean) {
  rule(doc, top, LINE)
  const y = top + 8
  if (taxed) line(doc, rateOf(ligne), { ...RATE, y }, { align: "right", size: 10.5 })
  line(doc, formatAmount(ligne.montantHt), { ...AMOUNT, y }, { align: "right", size: 10.5 })
  line(doc, ligne.libelle, { ...NAME, y }, { size: 10.5 })
  line(doc, detailOf(ligne), { ...NAME, y: doc.y }, { size: 9, color: SOFT })
}

const rateOf = ({ categorieTva, tauxTva }: TitreLigne) => (categorieTva === "S" ? percent(tauxTva) : "exonéré")

function drawSums(doc: Doc, titre: TitreFile, top: number, taxed: boolean) {
  rule(doc, top, INK)
  let y = top + 8
  for (const [label, value] of taxed ? sumsOf(titre) : []) {
    line(doc, label, { ...NAME, y })
    line(doc, formatAmount(value), { ...AMOUNT, y }, { align: "right" })
    y = doc.y + 2
  }
  line(doc, NATURE_LABELS[titre.nature].somme, { x: LEFT, y: y + 2, width: 300 }, { bold: true, size: 13 })
  const sum = { x: LEFT + WIDTH - 190, width: 190, y: y + 2 }
  line(doc, formatAmount(titre.montantTtc), sum, { bold: true, size: 13, align: "right" })
  const reasons = [...new Set(titre.lignes.map(({ categorieTva }) => VAT_REASONS[categorieTva]))].filter(Boolean)
  if (reasons.length > 0)
    line(doc, `${reasons.join(". ")}.`, { x: LEFT, y: doc.y + 2, width: WIDTH }, { size: 8.5, color: SOFT })
}

/** Before tax, then VAT for each rate: shares of the lines summed back. */
function sumsOf({ lignes, montantHt, montantTva }: TitreFile): (readonly [string, Cents])[] {
  const rates = Map.groupBy(
    lignes.filter(({ categorieTva }) => categorieTva === "S"),
    ({ tauxTva }) => percent(tauxTva),
  )
  const vat = [...rates].map(
    ([rate, group]) => [`TVA ${rate}`, group.reduce((total, ligne) => total + ligne.montantTva, 0n)] as const,
  )
  return [["Total hors taxes", montantHt], ...(vat.length > 0 ? vat : ([["TVA", montantTva]] as const))]
}

const percent = (taux: Decimal) => `${formatDecimal(taux)}\u00a0%`
