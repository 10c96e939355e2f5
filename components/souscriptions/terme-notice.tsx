import { Notice } from "@/components/ui/notice.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { nearTerme } from "@/lib/souscriptions/rules/terme.ts"

type Props = { souscription: SouscriptionFile; day: CalendarDate; alertes: readonly number[] }

/** The last day of a convention once it is near, or past: both sides read the same. */
export function TermeNotice({ souscription, day, alertes }: Props) {
  const near = nearTerme(souscription, day, alertes)
  if (near === null || souscription.terme === null) return null
  const le = formatDay(souscription.terme)
  return (
    <Notice
      tone="attention"
      title={near === "passe" ? `La convention a pris fin le ${le}` : `La convention prend fin le ${le}`}
    >
      Le service n’est pas coupé : il continue tant que l’opérateur ou la collectivité n’y met pas fin.
    </Notice>
  )
}
