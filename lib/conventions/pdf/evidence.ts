import { formatInstant } from "../../platform/format.ts"
import type { Flow } from "../../platform/pdf/flow.ts"
import { NIVEAU_LABELS, NIVEAU_NOTICES, type Preuve } from "../../signatures/types.ts"

export type Dossier = {
  numero: string
  intitule: string
  empreinte: string
  /** Length of the signed document in bytes: it is the beginning of the sealed file. */
  taille: number
  preuves: readonly Preuve[]
  scelleLe: Date
}

/** What an audit asks of a signature, on pages that a person can read. */
export function drawEvidence(flow: Flow, dossier: Dossier): void {
  const [first] = dossier.preuves
  flow.title("Dossier de preuve", `${dossier.intitule} · n° ${dossier.numero}`)
  flow.heading("Ce qui a été signé")
  flow.facts([
    ["Document", `${dossier.intitule}, n° ${dossier.numero}`],
    ["Empreinte SHA-256", spaced(dossier.empreinte)],
    ["Où la vérifier", `Les ${dossier.taille} premiers octets de ce fichier sont le document signé, inchangés.`],
    ["Scellé le", formatInstant(dossier.scelleLe)],
  ])
  for (const preuve of dossier.preuves) {
    flow.heading(`Signature pour ${preuve.partie}`)
    flow.facts([
      ["Signataire", `${preuve.personne}, ${preuve.fonction} (${preuve.courriel})`],
      ["Habilitation", preuve.fondement],
      ["Signé le", `${formatInstant(new Date(preuve.le))}${preuve.session ? `, session ${preuve.session}` : ""}`],
      ["Facteur personnel", factor(preuve)],
      ["Empreinte", preuve.empreinte === dossier.empreinte ? "Celle du document, ci-dessus" : spaced(preuve.empreinte)],
    ])
  }
  flow.heading("Ce que vaut cette signature")
  const niveau = first?.niveau ?? "simple"
  flow.paragraph(`${NIVEAU_LABELS[niveau]}. ${NIVEAU_NOTICES[niveau]}`)
  flow.paragraph(
    "Le même dossier est joint à ce fichier sous une forme que lisent les programmes (preuve.json). Le cachet se vérifie dans tout lecteur PDF qui connaît les signatures.",
    { small: true, soft: true },
  )
}

const factor = ({ facteur, facteurConfirmeLe }: Preuve): string =>
  facteurConfirmeLe ? `${facteur}, confirmé le ${formatInstant(new Date(facteurConfirmeLe))}` : facteur

/** Groups of eight, so that two digests can be compared by eye. */
const spaced = (digest: string): string => digest.match(/.{1,8}/g)?.join(" ") ?? digest
