import { SIGNALEMENT_TONES } from "@/components/bal/tones.ts"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import type { listSignalements } from "@/lib/bal/queries/suivi.ts"
import { SIGNALEMENT_ETATS, SIGNALEMENT_GENRES } from "@/lib/bal/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"

type Signalement = Awaited<ReturnType<typeof listSignalements>>[number]

export function SignalementItem({ signalement }: { signalement: Signalement }) {
  const { genre, adresse, etat, precisions, reference, suivis } = signalement
  return (
    <li className="grid gap-2 border-line border-b py-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-semibold">
          {SIGNALEMENT_GENRES[genre]}, {adresse}
        </span>
        <StateBadge tone={SIGNALEMENT_TONES[etat]}>{SIGNALEMENT_ETATS[etat]}</StateBadge>
      </p>
      {precisions ? <p>{precisions}</p> : null}
      {reference ? <p className="text-muted text-sm">Référence chez l’opérateur du réseau : {reference}</p> : null}
      <Timeline
        entries={suivis.map(({ id, etat: step, le, note }) => ({
          ...{ id, what: SIGNALEMENT_ETATS[step], detail: note },
          when: formatInstant(le),
          dateTime: le.toISOString(),
        }))}
      />
    </li>
  )
}
