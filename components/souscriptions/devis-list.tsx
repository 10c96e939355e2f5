import type { ReactNode } from "react"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { computeCout } from "@/lib/souscriptions/rules/cout.ts"
import { DEVIS_LABELS, type DevisPropose } from "@/lib/souscriptions/types.ts"
import { priceWords, quantityWords } from "./words.ts"

const TONES: Record<DevisPropose["etat"], Tone> = {
  propose: "attention",
  accepte: "ok",
  refuse: "danger",
  echu: "neutral",
  retire: "neutral",
}

type DevisListProps = {
  devis: readonly DevisPropose[]
  souscription: SouscriptionFile
  /** What may be done with one that waits for an answer. */
  act?: (devis: DevisPropose) => ReactNode
}

/** Each offer with what it holds and what became of it; the member's file and the staff's show the same. */
export const DevisList = ({ devis, souscription, act }: DevisListProps) =>
  devis.map((one) => (
    <Section
      key={one.id}
      title={`Devis n° ${one.rang} : ${nameOf(one, souscription)}`}
      action={<StateBadge tone={TONES[one.etat]}>{DEVIS_LABELS[one.etat]}</StateBadge>}
    >
      <DescriptionList items={factsOf(one)} />
      {one.etat === "propose" ? act?.(one) : null}
    </Section>
  ))

const nameOf = ({ optionId }: DevisPropose, { options, service }: SouscriptionFile): string =>
  options.find(({ id }) => id === optionId)?.nom ?? service.nom

function factsOf({ contenu, quantite, unite, prix, valableJusquau, documentId, motif }: DevisPropose) {
  const { parAn, unique } = computeCout(quantite, prix)
  const { ht, tva, ttc } = parAn ?? unique
  return [
    { label: "Ce qu’il comprend", value: <span className="whitespace-pre-line">{contenu}</span> },
    { label: "Prix", value: `${quantityWords(quantite, unite)}, ${priceWords(prix, unite)}` },
    {
      label: parAn ? "Total par an" : "Total, une seule fois",
      value: `${formatAmount(ht)} HT, ${formatAmount(tva)} de TVA, ${formatAmount(ttc)} TTC`,
    },
    { label: "Valable jusqu’au", value: formatDay(valableJusquau) },
    ...(documentId
      ? [{ label: "Document", value: <a href={`/api/documents/${documentId}`}>Lire le devis de l’opérateur (PDF)</a> }]
      : []),
    ...(motif ? [{ label: "Motif", value: motif }] : []),
  ]
}
