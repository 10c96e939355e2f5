import ical, { ICalAlarmType, ICalCalendarMethod } from "ical-generator"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { addDays } from "@/lib/platform/dates.ts"
import { echeancesOf } from "../rules/echeances.ts"
import type { LigneRedevance } from "../rules/situation.ts"

type Agenda = {
  titre: string
  communes: readonly { publicId: string; nom: string; url: string; lignes: readonly LigneRedevance[] }[]
  today: CalendarDate
}

const MONTH_BEFORE_S = 30 * 24 * 3600
/** How often a program that follows the address should ask again. */
const DAY_S = 24 * 3600

/** RFC 5545, whole days; each deadline keeps its identifier, so that reading again moves it. */
export function renderCalendar({ titre, communes, today }: Agenda): string {
  const agenda = ical({
    name: titre,
    prodId: { company: "portail", product: "redevances", language: "FR" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: DAY_S,
  })
  for (const { publicId, nom, url, lignes } of communes) {
    const { hostname } = new URL(url)
    for (const { cle, le, titre: summary, detail, annee } of echeancesOf(lignes, today)) {
      const event = agenda.createEvent({
        // With the commune: two of them have the same deadlines of the same years.
        ...{ id: `${cle}.${publicId}@${hostname}`, summary: `${summary} (${nom})` },
        ...{ description: detail, allDay: true },
        ...{ start: new Date(`${le}T00:00:00`), end: new Date(`${addDays(le, 1)}T00:00:00`) },
        stamp: new Date(`${today}T00:00:00Z`),
        url: cle.startsWith("prescription") ? url : `${url}?annee=${annee}`,
      })
      event.createAlarm({ type: ICalAlarmType.display, trigger: MONTH_BEFORE_S, description: summary })
    }
  }
  return agenda.toString()
}
