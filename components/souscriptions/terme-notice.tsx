import { Notice } from "@/components/ui/notice.tsx"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { nearTerme, suiteWords } from "@/lib/souscriptions/rules/reconduction.ts"
import { COTE_LABELS } from "@/lib/souscriptions/types.ts"

type Props = {
  souscription: SouscriptionFile
  day: CalendarDate
  alertes: readonly number[]
}

/** The last day of a convention once it is refused, near or past: both sides read the same. */
export function TermeNotice({ souscription, day, alertes }: Props) {
  const { terme, denonciation } = souscription
  const near = nearTerme(souscription, day, alertes)
  if (terme === null || (near === null && !denonciation)) return null
  const le = formatDay(terme)
  return (
    <Notice
      tone="attention"
      title={near === "passe" ? `La convention a pris fin le ${le}` : `La convention prend fin le ${le}`}
    >
      <p>{suiteWords(souscription, denonciation)}</p>
      {denonciation ? (
        <p>
          Dit le {formatDay(dayInParis(denonciation.le))} par {COTE_LABELS[denonciation.cote]}
          {denonciation.par ? ` (${denonciation.par})` : ""} : {denonciation.motif}
        </p>
      ) : null}
    </Notice>
  )
}
