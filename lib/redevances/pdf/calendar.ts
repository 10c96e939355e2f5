import ical, { ICalAlarmType } from "ical-generator"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { addDays } from "@/lib/platform/dates.ts"
import { echeancesOf } from "../rules/echeances.ts"
import type { LigneRedevance } from "../rules/situation.ts"

type Agenda = { lignes: readonly LigneRedevance[]; nom: string; url: string; today: CalendarDate }

const MONTH_BEFORE_S = 30 * 24 * 3600

/** RFC 5545, whole days; each deadline keeps its identifier, so that loading the file again moves it. */
export function renderCalendar({ lignes, nom, url, today }: Agenda): string {
  const agenda = ical({
    name: `Redevances télécom, ${nom}`,
    prodId: { company: "portail", product: "redevances", language: "FR" },
  })
  for (const { cle, le, titre, detail, annee } of echeancesOf(lignes, today)) {
    const event = agenda.createEvent({
      ...{ id: `${cle}@${new URL(url).hostname}`, summary: `${titre} (${nom})`, description: detail, allDay: true },
      ...{ start: new Date(`${le}T00:00:00`), end: new Date(`${addDays(le, 1)}T00:00:00`) },
      stamp: new Date(`${today}T00:00:00Z`),
      url: cle.startsWith("prescription") ? url : `${url}?annee=${annee}`,
    })
    event.createAlarm({ type: ICalAlarmType.display, trigger: MONTH_BEFORE_S, description: titre })
  }
  return agenda.toString()
}
