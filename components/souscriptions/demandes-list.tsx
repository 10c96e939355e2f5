import type { ReactNode } from "react"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { afterChange, changeWords, isOpenDemande } from "@/lib/souscriptions/rules/avenants.ts"
import { standing } from "@/lib/souscriptions/rules/options.ts"
import { type Achat, AVENANT_DEMANDE_LABELS, type AvenantDemande } from "@/lib/souscriptions/types.ts"
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

function factsOf(demande: AvenantDemande, souscription: SouscriptionFile, actes: string) {
  const { effetLe, motif, reponse, acteId } = demande
  return [
    { label: "Ce qui change", value: changeWords(demande) },
    // Once answered, what it would have cost beside what runs today says nothing.
    ...(isOpenDemande(demande)
      ? [
          { label: "Coût aujourd’hui", value: costOf(souscription, souscription) },
          { label: "Coût ensuite", value: costOf(souscription, afterChange(souscription, demande)) },
        ]
      : []),
    { label: "Souhaité à partir du", value: formatDay(effetLe) },
    { label: "Motif", value: motif },
    ...(reponse ? [{ label: "Réponse", value: reponse }] : []),
    ...(acteId ? [{ label: "Avenant", value: <a href={`${actes}/${acteId}`}>Lire l’avenant établi</a> }] : []),
  ]
}

/** What has no price yet is said beside what has one. */
function costOf({ service }: SouscriptionFile, achat: Achat): string {
  const onQuote = standing(achat.options).filter(({ prix }) => prix === null)
  const alone = service.mode === "inclus" ? "Rien de plus que l’adhésion" : "Au coût réel du service"
  const quoted = onQuote.length > 0 ? `, et sur devis : ${onQuote.map(({ nom }) => nom).join(", ")}` : ""
  return `${costWords(achat) || alone}${quoted}`
}
