import type PDFDocument from "pdfkit"
import { formatAmount, formatDay } from "../../platform/format.ts"
import { canPayfip, payfipReference, titreReference } from "../rules.ts"
import { type Emetteur, NATURE_LABELS, type TitreFile, VAT_REASONS } from "../types.ts"

type Doc = InstanceType<typeof PDFDocument>
type Box = { x: number; y: number; width: number }

const LEFT = 48
const WIDTH = 499
const MIDDLE = 300
const INK = "#1b2320"
const SOFT = "#4f5d57"
const LINE = "#c9cec7"

/** One A4 page with every mention a titre must bear (domain of the comptable; CGCT L.1617-5, décret 2012-1246 art. 24). */
export function drawTitre(doc: Doc, titre: TitreFile, emetteur: Emetteur): void {
  const root = doc.struct("Document")
  doc.addStructure(root)
  const add = (kind: string, draw: () => void) => root.add(doc.struct(kind, {}, [draw]))

  doc.markContent("Artifact", { type: "Layout" })
  if (emetteur.demonstration) drawSpecimen(doc)
  doc.rect(0, 0, doc.page.width, 6).fill(emetteur.accent)
  doc.endMarkedContent()

  add("Div", () => drawEmetteur(doc, emetteur))
  add("H1", () => drawHeading(doc, titre))
  add("Div", () => drawDebiteur(doc, titre))
  add("Div", () => drawReferences(doc, titre))
  add("Div", () => drawLignes(doc, titre))
  const payment = titre.corrige ? "Ce que vous avez à faire" : "Comment payer"
  add("H2", () => line(doc, payment, { x: LEFT, y: doc.y + 22, width: WIDTH }, { bold: true, size: 10.5 }))
  add("P", () => drawPayment(doc, titre, emetteur))
  add("H2", () =>
    line(
      doc,
      "Base légale, exécution et recours",
      { x: LEFT, y: doc.y + 14, width: WIDTH },
      { bold: true, size: 10.5 },
    ),
  )
  add("P", () => drawLegal(doc, titre, emetteur))
  add("P", () => drawSignature(doc, titre, emetteur))
  root.end()
}

type Style = { bold?: boolean; size?: number; color?: string; align?: "left" | "right"; gap?: number }

/** A text in its box; the height is what it takes, and `doc.y` stands below it. */
function line(
  doc: Doc,
  text: string,
  { x, y, width }: Box,
  { bold, size = 9.5, color = INK, align = "left", gap = 2 }: Style = {},
) {
  doc
    .font(bold ? "bold" : "regular")
    .fontSize(size)
    .fillColor(color)
  doc.text(printable(text), x, y, { width, align, lineGap: gap })
}

/** What the face lacks is drawn as its nearest: the narrow space as a no-break one, a rare letter (Ÿ) without its accent. */
const printable = (text: string): string =>
  text
    .replaceAll("\u202f", "\u00a0")
    .replace(/[^\u0020-\u00ffŒœ–—‘’“”…•€−×\n]/g, (letter) => letter.normalize("NFD").replace(/\p{Diacritic}/gu, ""))

function drawSpecimen(doc: Doc) {
  doc.save()
  doc
    .rotate(-52, { origin: [298, 421] })
    .fillOpacity(0.1)
    .font("bold")
    .fontSize(112)
    .fillColor("#9c211b")
  doc.text("SPÉCIMEN", -60, 360, { width: 716, align: "center", lineBreak: false })
  doc.restore()
  doc.fillOpacity(1)
}

function drawEmetteur(doc: Doc, emetteur: Emetteur) {
  const box = { x: LEFT, width: 240 }
  line(doc, emetteur.marque, { ...box, y: 40 }, { bold: true, size: 13 })
  const identity = [
    emetteur.nom === emetteur.marque ? null : emetteur.nom,
    emetteur.adresse,
    `${emetteur.codePostal} ${emetteur.ville}`,
    emetteur.siret ? `SIRET ${emetteur.siret}` : emetteur.siren ? `SIREN ${emetteur.siren}` : null,
  ]
  line(doc, identity.filter(Boolean).join("\n"), { ...box, y: doc.y + 2 }, { size: 9, color: SOFT })
}

function drawHeading(doc: Doc, titre: TitreFile) {
  const box = { x: MIDDLE, width: LEFT + WIDTH - MIDDLE }
  const { document, titre: kind } = NATURE_LABELS[titre.nature]
  line(doc, document, { ...box, y: 40 }, { bold: true, size: 13, align: "right" })
  line(doc, `${kind} n° ${titreReference(titre)}`, { ...box, y: doc.y + 2 }, { size: 10.5, align: "right" })
  line(
    doc,
    `Exercice ${titre.exercice}, bordereau n° ${titre.bordereau}`,
    { ...box, y: doc.y + 1 },
    { size: 9, align: "right", color: SOFT },
  )
}

function drawDebiteur(doc: Doc, { debiteur }: TitreFile) {
  const box = { x: MIDDLE, width: LEFT + WIDTH - MIDDLE }
  line(doc, "Débiteur", { ...box, y: 138 }, { size: 8.5, color: SOFT })
  line(doc, debiteur.nom, { ...box, y: doc.y + 1 }, { bold: true, size: 11 })
  const place = [debiteur.codePostal, debiteur.ville].filter(Boolean).join(" ")
  const rest = [
    debiteur.adresse,
    place,
    debiteur.siret ? `SIRET ${debiteur.siret}` : debiteur.siren ? `SIREN ${debiteur.siren}` : null,
  ]
  line(doc, rest.filter(Boolean).join("\n"), { ...box, y: doc.y + 1 }, { size: 9.5 })
}

function drawReferences(doc: Doc, titre: TitreFile) {
  const facts: (readonly [string, string])[] = [
    ["Objet", titre.objet],
    ["Date d’émission", formatDay(titre.dateEmission)],
    ...(titre.corrige
      ? ([["Corrige le titre", `n° ${titre.corrige.reference} du ${formatDay(titre.corrige.dateEmission)}`]] as const)
      : ([["À payer avant le", formatDay(titre.echeance)]] as const)),
    ["Imputation", titre.imputation],
    ...(titre.numeroEngagement ? ([["Votre engagement", titre.numeroEngagement]] as const) : []),
    ...(titre.codeService ? ([["Code service", titre.codeService]] as const) : []),
  ]
  let y = 138
  for (const [label, value] of facts) {
    line(doc, label, { x: LEFT, y, width: 92 }, { size: 9, color: SOFT })
    line(doc, value, { x: LEFT + 92, y, width: 148 }, { size: 9 })
    y = Math.max(y + 15, doc.y)
  }
}

function drawLignes(doc: Doc, titre: TitreFile) {
  const amounts = { x: LEFT + WIDTH - 110, width: 110 }
  let y = 258
  rule(doc, y, INK)
  line(
    doc,
    titre.corrige ? "Ce qui est retiré, et pourquoi" : "Ce qui est dû, et comment c’est calculé",
    { x: LEFT, y: y + 8, width: 360 },
    { bold: true },
  )
  line(doc, "Montant", { ...amounts, y: y + 8 }, { bold: true, align: "right" })
  y = doc.y + 6
  for (const ligne of titre.lignes) {
    rule(doc, y, LINE)
    line(doc, formatAmount(ligne.montantHt), { ...amounts, y: y + 8 }, { align: "right", size: 10.5 })
    line(doc, ligne.libelle, { x: LEFT, y: y + 8, width: 360 }, { size: 10.5 })
    line(doc, ligne.bases, { x: LEFT, y: doc.y, width: 360 }, { size: 9, color: SOFT })
    y = doc.y + 8
  }
  rule(doc, y, INK)
  const outOfScope = titre.lignes.every((ligne) => ligne.categorieTva === "O")
  const totals: [string, string][] = outOfScope
    ? []
    : [
        ["Total hors taxes", formatAmount(titre.montantHt)],
        ["TVA", formatAmount(titre.montantTva)],
      ]
  y += 8
  for (const [label, value] of totals) {
    line(doc, label, { x: LEFT, y, width: 360 })
    line(doc, value, { ...amounts, y }, { align: "right" })
    y = doc.y + 2
  }
  line(doc, NATURE_LABELS[titre.nature].somme, { x: LEFT, y: y + 2, width: 300 }, { bold: true, size: 13 })
  line(
    doc,
    formatAmount(titre.montantTtc),
    { x: LEFT + WIDTH - 190, width: 190, y: y + 2 },
    { bold: true, size: 13, align: "right" },
  )
  const reasons = [...new Set(titre.lignes.map(({ categorieTva }) => VAT_REASONS[categorieTva]))].filter(Boolean)
  if (reasons.length > 0) {
    line(doc, `${reasons.join(". ")}.`, { x: LEFT, y: doc.y + 2, width: WIDTH }, { size: 8.5, color: SOFT })
  }
}

function rule(doc: Doc, y: number, color: string) {
  doc
    .moveTo(LEFT, y)
    .lineTo(LEFT + WIDTH, y)
    .lineWidth(0.7)
    .strokeColor(color)
    .stroke()
}

function drawPayment(doc: Doc, titre: TitreFile, emetteur: Emetteur) {
  const comptable = [emetteur.comptableNom, emetteur.comptableAdresse].filter(Boolean).join(", ")
  if (titre.corrige) {
    const said = `Rien n’est à payer : cette somme vient en déduction du titre n° ${titre.corrige.reference}.${titre.motif ? `\nMotif : ${titre.motif}` : ""}\nComptable chargé du recouvrement : ${comptable}.`
    return line(doc, said, { x: LEFT, y: doc.y + 3, width: WIDTH }, { size: 9 })
  }
  const text = `${emetteur.moyensPaiement}\nRéférence à rappeler : ${titreReference(titre)}.\nComptable chargé du recouvrement : ${comptable}.${online(titre, emetteur)}`
  line(doc, text, { x: LEFT, y: doc.y + 3, width: WIDTH }, { size: 9 })
}

/** For a debtor who pays by PayFiP: what its form asks for, where the operator has a number there. */
const online = (titre: TitreFile, { payfipNumero }: Emetteur): string =>
  payfipNumero && canPayfip(titre.montantTtc)
    ? `\nEn ligne : www.payfip.gouv.fr, identifiant collectivité ${payfipNumero}, référence ${payfipReference(titre)}.`
    : ""

function drawLegal(doc: Doc, titre: TitreFile, emetteur: Emetteur) {
  line(
    doc,
    `${titre.fondement}\n${emetteur.voiesRecours}`,
    { x: LEFT, y: doc.y + 3, width: WIDTH },
    { size: 8.5, color: SOFT },
  )
}

function drawSignature(doc: Doc, titre: TitreFile, emetteur: Emetteur) {
  const name = emetteur.ordonnateurNom ? `${emetteur.ordonnateurNom}, ` : ""
  const said = `Émis et rendu exécutoire le ${formatDay(titre.dateEmission)} par l’ordonnateur : ${name}${emetteur.ordonnateurQualite} (${emetteur.nom}).`
  line(doc, said, { x: LEFT, y: Math.max(doc.y + 14, 742), width: WIDTH }, { size: 9 })
}
