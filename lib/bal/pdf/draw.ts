import type PDFDocument from "pdfkit"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatCount, formatDay, formatDecimal, formatInteger, formatPercent } from "@/lib/platform/format.ts"
import { drawSpecimens } from "@/lib/platform/pdf/specimen.ts"
import type { Rapport, VoieRow } from "../queries/report.ts"
import { FORMULE_INDICE } from "../rules/indice.ts"
import { PRIORITE_LABELS, PRIORITES, type Priorite } from "../types.ts"

type Doc = InstanceType<typeof PDFDocument>

export type CouncilReport = { commune: string; rapport: Rapport; voies: readonly VoieRow[]; demonstration: boolean }

const LEFT = 56
const WIDTH = 483
const BOTTOM = 770
const INK = "#1b2320"
const SOFT = "#4f5d57"
const LINE = "#c9cec7"
const BARS = { 1: "#b3261e", 2: "#b26a00", 3: "#3565a8", 4: "#7d8a84" } as const satisfies Record<Priorite, string>

/** For the conseil municipal: the situation, what blocks, the streets to visit first. Tagged, so that it reads aloud in order. */
export function drawCouncilReport(doc: Doc, report: CouncilReport): void {
  const root = doc.struct("Document")
  doc.addStructure(root)
  const add = (kind: string, text: string, style: Style = {}, draw = () => write(doc, text, style)) => {
    room(doc, text, style)
    root.add(doc.struct(kind, {}, [draw]))
  }
  const { commune, rapport, voies } = report

  add("H1", `Les adresses de ${commune}`, { size: 20, bold: true, y: 56 })
  add(
    "P",
    `Rapport au conseil municipal, version ${rapport.numero} du fichier, reçue le ${formatDay(dayInParis(rapport.creeLe))}.`,
    { color: SOFT },
  )
  add("P", summaryOf(rapport), { gap: 10 })

  add("H2", "Ce qui empêche le raccordement à la fibre", HEADING)
  for (const priorite of PRIORITES)
    add("P", PRIORITE_LABELS[priorite], { gap: 16 }, () => priorityBar(doc, rapport, priorite))

  add("H2", "Les anomalies les plus urgentes", HEADING)
  const list = doc.struct("L")
  root.add(list)
  for (const text of urgent(rapport)) {
    const item = `•  ${text}`
    room(doc, item, { gap: 3 })
    list.add(doc.struct("LI", {}, [doc.struct("LBody", {}, [() => write(doc, item, { gap: 3 })])]))
  }
  list.end()

  add("H2", "Les voies à visiter d’abord", HEADING)
  if (voies.length > 0) streetTable(doc, root, voies)
  else add("P", "Aucune voie n’a d’adresse bloquée ni mal placée.", { gap: 3 })

  add("H2", "Comment lire ce rapport", HEADING)
  add("P", `${FORMULE_INDICE}.`, SMALL)
  for (const { raison } of rapport.nonVerifie) add("P", `Non vérifié : ${raison}`, SMALL)
  root.end()
  if (report.demonstration) drawSpecimens(doc)
}

type Style = { size?: number; bold?: boolean; color?: string; gap?: number; y?: number; x?: number; width?: number }

const HEADING: Style = { size: 13, bold: true, gap: 18 }
const SMALL: Style = { size: 9, color: SOFT, gap: 4 }

const look = (doc: Doc, { size = 10.5, bold, color = INK }: Style) =>
  doc
    .font(bold ? "bold" : "regular")
    .fontSize(size)
    .fillColor(color)

/** A heading is not left alone at the foot of a page. */
const AFTER_HEADING = 40

/** A new page, if need be, before what is tagged: one that began inside would close the tag of another page. */
function room(doc: Doc, text: string, style: Style) {
  const { gap = 6, width = WIDTH, y } = style
  const height = look(doc, style).heightOfString(text, { width, lineGap: 2 })
  if (y === undefined && doc.y + gap + height + (style === HEADING ? AFTER_HEADING : 0) > BOTTOM) doc.addPage()
}

function write(doc: Doc, text: string, style: Style = {}) {
  const { gap = 6, y, x = LEFT, width = WIDTH } = style
  look(doc, style).text(printable(text), x, y ?? doc.y + gap, { width, lineGap: 2 })
}

/** The face has no narrow space: a no-break one stands for it. */
const printable = (text: string): string => text.replaceAll("\u202f", "\u00a0")

function summaryOf({ indice, adresses, bloquees, certifiees, valide, profil }: Rapport): string {
  const index = indice === null ? "" : ` L’indice de qualité est de ${formatDecimal(indice.toFixed(1))} sur 100.`
  const certified = adresses > 0 ? ` ${formatPercent(certifiees / adresses)} sont certifiées par la commune.` : ""
  return `Le fichier compte ${formatCount(adresses, "adresse")} ; ${formatInteger(bloquees)} empêcheraient aujourd’hui un logement de commander la fibre.${certified}${index} Le validateur national ${valide ? "accepte" : "refuse"} ce fichier (format ${profil}).`
}

function priorityBar(doc: Doc, rapport: Rapport, priorite: Priorite) {
  const count = rapport[`p${priorite}`]
  const longest = Math.max(1, rapport.p1, rapport.p2, rapport.p3, rapport.p4)
  write(doc, `${PRIORITE_LABELS[priorite]} : ${formatCount(count, "ligne")}`, { gap: 7 })
  doc.rect(LEFT, doc.y + 1, Math.max(1, (count / longest) * WIDTH), 5).fill(BARS[priorite])
  doc.y += 8
}

const URGENT = 8

function urgent({ nombres, niveaux }: Rapport): string[] {
  const found = nombres
    .flatMap((nombre) => {
      const niveau = niveaux[nombre.code]
      return niveau && nombre.lignes > 0 && niveau.priorite <= 2 ? [{ ...nombre, ...niveau }] : []
    })
    .sort((a, b) => a.priorite - b.priorite || b.lignes - a.lignes)
    .slice(0, URGENT)
    .map(
      ({ libelle, lignes, voies }) => `${libelle} : ${formatCount(lignes, "ligne")} dans ${formatCount(voies, "voie")}`,
    )
  return found.length > 0 ? found : ["Aucune anomalie ne bloque ni ne déplace d’adresse."]
}

const COLUMNS = [
  { header: "Voie", x: LEFT, width: 250 },
  { header: "Adresses", x: LEFT + 260, width: 65 },
  { header: "Bloquées", x: LEFT + 330, width: 65 },
  { header: "Mal placées", x: LEFT + 400, width: 83 },
]

function streetTable(doc: Doc, root: PDFKit.PDFStructureElement, voies: readonly VoieRow[]) {
  const table = doc.struct("Table")
  root.add(table)
  const row = (cells: readonly string[], head: boolean) => {
    doc.font("regular").fontSize(10)
    if (doc.y + 24 > BOTTOM) doc.addPage()
    const top = doc.y + 6
    const line = doc.struct("TR")
    table.add(line)
    let bottom = top
    for (const [at, text] of cells.entries()) {
      const column = COLUMNS[at] ?? { x: LEFT, width: WIDTH }
      line.add(
        doc.struct(head ? "TH" : "TD", {}, [
          () => {
            doc
              .font(head ? "bold" : "regular")
              .fontSize(10)
              .fillColor(INK)
            doc.text(printable(text), column.x, top, { width: column.width, align: at === 0 ? "left" : "right" })
            bottom = Math.max(bottom, doc.y)
          },
        ]),
      )
    }
    line.end()
    doc.markContent("Artifact", { type: "Layout" })
    doc
      .moveTo(LEFT, bottom + 3)
      .lineTo(LEFT + WIDTH, bottom + 3)
      .lineWidth(0.6)
      .strokeColor(LINE)
      .stroke()
    doc.endMarkedContent()
    doc.y = bottom + 3
  }
  row(
    COLUMNS.map(({ header }) => header),
    true,
  )
  for (const { nom, adresses, p1, p2 } of voies) {
    row([nom ?? "Sans nom de voie", formatInteger(adresses), formatInteger(p1), formatInteger(p2)], false)
  }
  table.end()
}
