import { formatAmount, formatCount, formatDay } from "../../platform/format.ts"
import { sum } from "../../platform/money.ts"
import { type Flow, writeFlow } from "../../platform/pdf/flow.ts"
import { latinFonts } from "../../platform/pdf/fonts.ts"
import type { Bordereau, PieceBordereau } from "../queries/bordereau.ts"
import { BORDEREAU_LABELS, type Emetteur } from "../types.ts"

/** The list of pieces that the ordonnateur signs and the comptable takes in charge; the same pieces give the same bytes. */
export async function renderBordereau(file: Bordereau, emetteur: Emetteur): Promise<Buffer> {
  const { exercice, kind, bordereau, date } = file
  const title = `${BORDEREAU_LABELS[kind].document} n° ${bordereau}`
  const settings = {
    title: `${title}, exercice ${exercice}`,
    author: emetteur.nom,
    foot: `${emetteur.nom}, ${title}, exercice ${exercice}`,
    accent: emetteur.accent,
    specimen: emetteur.demonstration,
    date: new Date(`${date}T00:00:00Z`),
  }
  return writeFlow(settings, await latinFonts(), (flow) => write(flow, file, emetteur, title))
}

function write(flow: Flow, file: Bordereau, emetteur: Emetteur, title: string): void {
  const { exercice, kind, budget, date, pieces, cumulAnterieur } = file
  const [ht, tva] = [sum(pieces.map((piece) => piece.ht)), sum(pieces.map((piece) => piece.tva))]
  flow.title(title, `Exercice ${exercice}, budget ${budget}, ${formatDay(date)}`)
  flow.facts([
    ["Ordonnateur", `${emetteur.nom}${emetteur.siret ? `, SIRET ${emetteur.siret}` : ""}`],
    ["Comptable", [emetteur.comptableNom, emetteur.comptableAdresse].filter(Boolean).join(", ")],
    ["Pièces", formatCount(pieces.length, "pièce")],
  ])
  flow.heading(BORDEREAU_LABELS[kind].pieces)
  flow.table([...pieces.map(rowOf), ["", "", "Total", formatAmount(ht), formatAmount(tva), formatAmount(ht + tva)]], {
    head: ["N°", "Débiteur", "Objet et compte", "HT", "TVA", "Total"],
    widths: [0.12, 0.22, 0.27, 0.13, 0.12, 0.14],
    right: [3, 4, 5],
    rowHeaders: true,
  })
  flow.facts([
    ["Montant du bordereau", formatAmount(ht + tva)],
    ["Bordereaux antérieurs de l’exercice", formatAmount(cumulAnterieur)],
    ["Cumul de l’exercice", formatAmount(cumulAnterieur + ht + tva)],
  ])
  flow.paragraph(
    `Arrêté le présent bordereau à ${formatCount(pieces.length, "pièce")}, pour la somme de ${formatAmount(ht + tva)}.`,
  )
  const name = [emetteur.ordonnateurNom, emetteur.ordonnateurQualite].filter(Boolean).join(", ")
  flow.boxes([
    { title: "L’ordonnateur", lines: [name, "Date et signature :"] },
    { title: "Le comptable", lines: [emetteur.comptableNom, "Pris en charge le :"] },
  ])
}

const rowOf = ({ serie, numero, debiteur, objet, imputation, corrige, ht, tva }: PieceBordereau) => [
  `${serie} ${numero}`,
  debiteur,
  `${objet}, compte ${imputation}${corrige ? `, sur le titre n° ${corrige}` : ""}`,
  formatAmount(ht),
  formatAmount(tva),
  formatAmount(ht + tva),
]
