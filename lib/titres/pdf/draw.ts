import { formatDay } from "../../platform/format.ts"
import { drawSpecimen } from "../../platform/pdf/specimen.ts"
import { canPayfip, payfipReference, titreReference } from "../rules.ts"
import { type Emetteur, NATURE_LABELS, pieceWords, type TitreFile } from "../types.ts"
import { BOTTOM, type Doc, heightOf, LEFT, line, MIDDLE, SOFT, WIDTH } from "./ink.ts"
import { drawLignes } from "./lignes.ts"

/** An A4 page, more when the lines are many, with every mention a titre must bear (domain of the comptable; CGCT L.1617-5, décret 2012-1246 art. 24). */
export function drawTitre(doc: Doc, titre: TitreFile, emetteur: Emetteur): void {
  const root = doc.struct("Document")
  doc.addStructure(root)
  const add = (kind: string, draw: () => void) => root.add(doc.struct(kind, {}, [draw]))

  drawFrame(doc, emetteur)
  add("Div", () => drawEmetteur(doc, emetteur))
  add("H1", () => drawHeading(doc, titre))
  add("Div", () => drawDebiteur(doc, titre))
  add("Div", () => drawReferences(doc, titre))
  drawLignes(doc, titre, {
    add,
    nextPage: () => {
      doc.addPage()
      drawFrame(doc, emetteur)
      add("P", () => drawReminder(doc, titre))
      return doc.y + 12
    },
  })
  const payment = paymentOf(titre, emetteur)
  // A mandat asks for nothing: it is no titre exécutoire.
  const legal = titre.surExerciceClos ? titre.fondement : `${titre.fondement}\n${emetteur.voiesRecours}`
  const height = heightOf(doc, payment, WIDTH, { size: 9 }) + heightOf(doc, legal, WIDTH, { size: 8.5 })
  if (doc.y + height + TITLES > BOTTOM) {
    doc.addPage()
    drawFrame(doc, emetteur)
    add("P", () => drawReminder(doc, titre))
  }
  const heading = { bold: true, size: 10.5 }
  const next = (gap: number) => ({ x: LEFT, y: doc.y + gap, width: WIDTH })
  add("H2", () => line(doc, titre.corrige ? "Ce que vous avez à faire" : "Comment payer", next(22), heading))
  add("P", () => line(doc, payment, next(3), { size: 9 }))
  add("H2", () => line(doc, legalHeading(titre), next(14), heading))
  add("P", () => line(doc, legal, next(3), { size: 8.5, color: SOFT }))
  add("P", () => drawSignature(doc, titre, emetteur))
  root.end()
}

const legalHeading = ({ surExerciceClos }: TitreFile): string =>
  surExerciceClos ? "Base légale" : "Base légale, exécution et recours"

/** Both headings, the gaps around them and the signature. */
const TITLES = 110

function drawFrame(doc: Doc, emetteur: Emetteur) {
  doc.markContent("Artifact", { type: "Layout" })
  if (emetteur.demonstration) drawSpecimen(doc)
  doc.rect(0, 0, doc.page.width, 6).fill(emetteur.accent)
  doc.endMarkedContent()
}

/** At the head of the pages after the first: whose titre it is. */
function drawReminder(doc: Doc, titre: TitreFile) {
  const what = `${pieceWords(titre)} n° ${titreReference(titre)}, ${titre.debiteur.nom} (suite)`
  line(doc, what, { x: LEFT, y: 40, width: WIDTH }, { size: 9, color: SOFT })
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
  line(doc, NATURE_LABELS[titre.nature].document, { ...box, y: 40 }, { bold: true, size: 13, align: "right" })
  line(
    doc,
    `${pieceWords(titre)} n° ${titreReference(titre)}`,
    { ...box, y: doc.y + 2 },
    { size: 10.5, align: "right" },
  )
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

function paymentOf(titre: TitreFile, emetteur: Emetteur): string {
  const comptable = `Comptable chargé du recouvrement : ${[emetteur.comptableNom, emetteur.comptableAdresse].filter(Boolean).join(", ")}.`
  if (!titre.corrige)
    return `${emetteur.moyensPaiement}\nRéférence à rappeler : ${titreReference(titre)}.\n${comptable}${online(titre, emetteur)}`
  const motif = titre.motif ? `\nMotif : ${titre.motif}` : ""
  return `Rien n’est à payer : cette somme vient en déduction du titre n° ${titre.corrige.reference}. S’il est déjà payé, le comptable vous la rend ou la déduit d’un autre titre.${motif}\n${comptable}`
}

/** For a debtor who pays by PayFiP: what its form asks for, where the operator has a number there. */
const online = (titre: TitreFile, { payfipNumero }: Emetteur): string =>
  payfipNumero && canPayfip(titre.montantTtc)
    ? `\nEn ligne : www.payfip.gouv.fr, identifiant collectivité ${payfipNumero}, référence ${payfipReference(titre)}.`
    : ""

function drawSignature(doc: Doc, titre: TitreFile, emetteur: Emetteur) {
  const name = emetteur.ordonnateurNom ? `${emetteur.ordonnateurNom}, ` : ""
  const act = titre.surExerciceClos ? "Mandat émis" : "Émis et rendu exécutoire"
  const said = `${act} le ${formatDay(titre.dateEmission)} par l’ordonnateur : ${name}${emetteur.ordonnateurQualite} (${emetteur.nom}).`
  line(doc, said, { x: LEFT, y: Math.max(doc.y + 14, 742), width: WIDTH }, { size: 9 })
}
