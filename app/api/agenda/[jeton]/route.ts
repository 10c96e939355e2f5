import { read } from "@/lib/access/door.ts"
import { findAgendaReader } from "@/lib/access/identity/agenda.ts"
import { today } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { renderCalendar } from "@/lib/redevances/pdf/calendar.ts"
import { listAgenda } from "@/lib/redevances/queries/agenda.ts"

type Props = { params: Promise<{ jeton: string }> }

/** What a calendar program asks every day; a closed address is answered as one that never was. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { jeton } = await params
  const ctx = await findAgendaReader(jeton.replace(/\.ics$/, ""))
  if (!ctx) return new Response("Agenda introuvable.", { status: 404 })
  const communes = await read(ctx, (tx) => listAgenda(tx, ctx.liens, today()))
  const url = (publicId: string) => `${env().APP_URL}/c/${publicId}/redevances`
  const agenda = { titre: "Mes échéances", communes: communes.map((one) => ({ ...one, url: url(one.publicId) })) }
  return new Response(renderCalendar({ ...agenda, today: today() }), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "cache-control": "private, no-store",
      "x-robots-tag": "noindex",
    },
  })
}
