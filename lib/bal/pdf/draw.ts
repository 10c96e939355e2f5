import type PDFDocument from "pdfkit"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatCount, formatDay, formatDecimal, formatInteger, formatPercent } from "@/lib/platform/format.ts"
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
  const add = (kind: string, draw: () => void) => root.add(doc.struct(kind, {}, [draw]))
  const { commune, rapport, voies } = report
  if (report.demonstration) specimen(doc)
  doc.on("pageAdded", () => {
    if (report.demonstration) specimen(doc)
  })

  add("H1", () => write(doc, `Les adresses de ${commune}`, { size: 20, bold: true, y: 56 }))
  add("P", () =>
    write(
      doc,
      `Rapport au conseil municipal, version ${rapport.numero} du fichier, reçue le ${formatDay(dayInParis(rapport.creeLe))}.`,
      { color: SOFT },
    ),
  )
  add("P", () => write(doc, summaryOf(rapport), { gap: 10 }))

  add("H2", () => write(doc, "Ce qui empêche le raccordement à la fibre", { size: 13, bold: true, gap: 18 }))
  for (const priorite of PRIORITES) add("P", () => priorityBar(doc, rapport, priorite))

  add("H2", () => write(doc, "Les anomalies les plus urgentes", { size: 13, bold: true, gap: 18 }))
  add("L", () => undefined)
  for (const text of urgent(rapport)) add("P", () => write(doc, `•  ${text}`, { gap: 3 }))

  add("H2", () => write(doc, "Les voies à visiter d’abord", { size: 13, bold: true, gap: 18 }))
  streetTable(doc, root, voies)

  add("H2", () => write(doc, "Comment lire ce rapport", { size: 13, bold: true, gap: 18 }))
  add("P", () => write(doc, `${FORMULE_INDICE}.`, { size: 9, color: SOFT, gap: 4 }))
  for (const { raison } of rapport.nonVerifie)
    add("P", () => write(doc, `Non vérifié : ${raison}`, { size: 9, color: SOFT, gap: 4 }))
  root.end()
}

type Style = { size?: number; bold?: boolean; color?: string; gap?: number; y?: number; x?: number; width?: number }

function write(
  doc: Doc,
  text: string,
  { size = 10.5, bold, color = INK, gap = 6, y, x = LEFT, width = WIDTH }: Style = {},
) {
  doc
    .font(bold ? "bold" : "regular")
    .fontSize(size)
    .fillColor(color)
  const height = doc.heightOfString(text, { width, lineGap: 2 })
  if (y === undefined && doc.y + gap + height > BOTTOM) doc.addPage()
  doc.text(printable(text), x, y ?? doc.y + gap, { width, lineGap: 2 })
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

function specimen(doc: Doc) {
  doc.markContent("Artifact", { type: "Layout" })
  doc.save()
  doc
    .rotate(-52, { origin: [298, 421] })
    .fillOpacity(0.08)
    .font("bold")
    .fontSize(112)
    .fillColor("#9c211b")
  doc.text("SPÉCIMEN", -60, 360, { width: 716, align: "center", lineBreak: false })
  doc.restore()
  doc.fillOpacity(1)
  doc.endMarkedContent()
  doc.x = LEFT
  doc.y = 56
}
