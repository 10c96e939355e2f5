import { Timeline } from "@/components/ui/timeline.tsx"
import { formatInstant } from "@/lib/platform/format.ts"
import type { Suivi } from "@/lib/souscriptions/queries/file.ts"
import type { SouscriptionEtat } from "@/lib/souscriptions/types.ts"

const STEPS: Record<SouscriptionEtat, string> = {
  a_approuver: "Demandée",
  approuvee: "Approuvée",
  en_service: "Mise en service",
  refusee: "Refusée",
  annulee: "Annulée",
  terminee: "Terminée",
}

export function SuiviTimeline({ suivis }: { suivis: readonly Suivi[] }) {
  const first = suivis.at(-1)
  // What changes without a new state (a quote, an amendment) is no new step.
  const stays = (index: number) => suivis[index]?.etat === suivis[index + 1]?.etat
  return (
    <Timeline
      entries={suivis.map(({ id, etat, le, motif, par }, index) => ({
        id,
        what: id === first?.id ? "Demandée" : stays(index) ? "Mise à jour" : STEPS[etat],
        when: formatInstant(le),
        dateTime: le.toISOString(),
        who: par ?? "l’opérateur",
        detail: motif ? <p className="max-w-measure">« {motif} »</p> : undefined,
      }))}
    />
  )
}
