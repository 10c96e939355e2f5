import { Timeline } from "@/components/ui/timeline.tsx"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import type { SuiviDeCreance } from "@/lib/redevances/queries/dossier.ts"
import { CREANCE_LABELS } from "@/lib/redevances/types.ts"

/** What happened to a claim, newest first. */
export const SuiviTimeline = ({ suivis }: { suivis: readonly SuiviDeCreance[] }) => (
  <Timeline
    entries={suivis.map(({ id, etat, jour, note, montantPaye, par }) => ({
      id,
      dateTime: jour,
      when: formatDay(jour),
      what: montantPaye > 0n ? `Paiement reçu : ${formatAmount(montantPaye)}` : `Créance ${CREANCE_LABELS[etat]}`,
      who: par ?? "l’opérateur",
      detail: note ? <p>{note}</p> : null,
    }))}
  />
)
