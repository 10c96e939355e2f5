import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeadingLevel,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from "docx"
import { type Bloc, type Ecrit, printable } from "./ecrit.ts"

const FONT = "Arial"
const GREY = "8A958F"

/** The same paper in a word processor: real headings, a real table whose first row is its header. */
export function renderDocx(ecrit: Ecrit): Promise<Buffer> {
  const document = new Document({
    title: ecrit.titre,
    creator: ecrit.auteur,
    styles: {
      default: {
        document: { run: { font: FONT, size: 21, language: { value: ecrit.langue } } },
        heading1: { run: { font: FONT, size: 28, bold: true, color: "1B2320" } },
        heading2: {
          run: { font: FONT, size: 23, bold: true, color: "1B2320" },
          paragraph: { spacing: { before: 240 } },
        },
      },
    },
    sections: [
      {
        ...(ecrit.demonstration ? { headers: { default: specimen() } } : {}),
        children: [
          ...ecrit.expediteur.map((line, index) => paragraph(line, { bold: index === 0 })),
          ...ecrit.destinataire.map((line, index) => paragraph(line, { right: true, before: index === 0 ? 360 : 0 })),
          paragraph(ecrit.lieuEtDate, { right: true, before: 360 }),
          new Paragraph({
            text: printable(ecrit.titre),
            heading: HeadingLevel.HEADING_1,
            spacing: { before: 360, after: 200 },
          }),
          ...ecrit.blocs.flatMap(blocOf),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

const specimen = () =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ text: "SPÉCIMEN : données de démonstration", bold: true, color: "9C211B" })],
      }),
    ],
  })

type Style = { bold?: boolean; right?: boolean; before?: number; after?: number; size?: number }

const paragraph = (text: string, { bold, right, before = 0, after = 0, size }: Style = {}) =>
  new Paragraph({
    indent: right ? { left: 4800 } : undefined,
    spacing: { before, after },
    children: [new TextRun({ text: printable(text), bold, size })],
  })

function blocOf(bloc: Bloc): (Paragraph | Table)[] {
  switch (bloc.genre) {
    case "titre":
      return [new Paragraph({ text: printable(bloc.texte), heading: HeadingLevel.HEADING_2, spacing: { after: 80 } })]
    case "paragraphe":
      return [paragraph(bloc.texte, { after: 140 })]
    case "mention":
      return [paragraph(bloc.texte, { after: 100, size: 17 })]
    case "liste":
      return bloc.elements.map((element) => new Paragraph({ text: printable(element), bullet: { level: 0 } }))
    case "tableau":
      return [tableOf(bloc), paragraph("", { after: 140 })]
    case "signature":
      return bloc.lignes.map((line, index) => paragraph(line, { right: true, before: index === 0 ? 480 : 0 }))
  }
}

function tableOf({ entetes, lignes, total }: Extract<Bloc, { genre: "tableau" }>): Table {
  const row = (cells: readonly string[], { header = false, bold = false } = {}) =>
    new TableRow({
      tableHeader: header,
      cantSplit: true,
      children: cells.map(
        (cell, index) =>
          new TableCell({
            margins: { top: 60, bottom: 60, left: 80, right: 80 },
            borders: {
              left: NONE,
              right: NONE,
              top: NONE,
              bottom: { style: BorderStyle.SINGLE, size: 4, color: GREY },
            },
            children: [
              new Paragraph({
                alignment: index === 0 ? AlignmentType.LEFT : AlignmentType.RIGHT,
                children: [new TextRun({ text: printable(cell), bold: header || bold })],
              }),
            ],
          }),
      ),
    })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      row(entetes, { header: true }),
      ...lignes.map((cells) => row(cells)),
      ...(total ? [row(total, { bold: true })] : []),
    ],
  })
}

const NONE = { style: BorderStyle.NONE, size: 0, color: "FFFFFF" } as const
