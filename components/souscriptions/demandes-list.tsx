import type { ReactNode } from "react"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { afterChange, changeWords, isOpenDemande } from "@/lib/souscriptions/rules/avenants.ts"
import { AVENANT_DEMANDE_LABELS, type AvenantDemande } from "@/lib/souscriptions/types.ts"
import { costWords } from "./words.ts"

const TONES: Record<AvenantDemande["etat"], Tone> = {
  a_approuver: "attention",
  demandee: "attention",
  etablie: "ok",
  refusee: "danger",
  annulee: "neutral",
}

type DemandesListProps = {
  demandes: readonly AvenantDemande[]
  souscription: SouscriptionFile
  /** Where the acts of this side are read. */
  actes: string
  /** What may be done with one that waits. */
  act: (demande: AvenantDemande) => ReactNode
}

/** Each change that was asked for and what became of it; the member's file and the staff's show the same. */
export const DemandesList = ({ demandes, souscription, actes, act }: DemandesListProps) =>
  demandes.map((demande) => (
    <Section
      key={demande.id}
      title={`Changement demandé le ${formatDay(dayInParis(demande.demandeLe))}`}
      action={<StateBadge tone={TONES[demande.etat]}>{AVENANT_DEMANDE_LABELS[demande.etat]}</StateBadge>}
    >
      <DescriptionList items={factsOf(demande, souscription, actes)} />
      {isOpenDemande(demande) ? act(demande) : null}
    </Section>
  ))

const FREE = "rien de plus que ce qui court déjà"

function factsOf(demande: AvenantDemande, souscription: SouscriptionFile, actes: string) {
  const { effetLe, motif, reponse, acteId } = demande
  return [
    { label: "Ce qui change", value: changeWords(demande) },
    // Once answered, what it would have cost beside what runs today says nothing.
    ...(isOpenDemande(demande)
      ? [
          { label: "Coût aujourd’hui", value: costWords(souscription) || FREE },
          { label: "Coût ensuite", value: costWords(afterChange(souscription, demande)) || FREE },
        ]
      : []),
    { label: "Souhaité à partir du", value: formatDay(effetLe) },
    { label: "Motif", value: motif },
    ...(reponse ? [{ label: "Réponse", value: reponse }] : []),
    ...(acteId ? [{ label: "Avenant", value: <a href={`${actes}/${acteId}`}>Lire l’avenant établi</a> }] : []),
  ]
}
