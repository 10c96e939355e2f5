import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { renderCalendar } from "@/lib/redevances/pdf/calendar.ts"
import { findRedevances } from "@/lib/redevances/queries/commune.ts"

type Props = { params: Promise<{ collectivite: string }> }

/** The deadlines of one collectivité for one's own calendar. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, nom } = only(ctx)
  const { lignes } = await read(ctx, (tx) => findRedevances(tx, collectiviteId, today()))
  const url = `${env().APP_URL}/c/${collectivite}/redevances`
  const communes = [{ publicId: collectivite, nom, url, lignes }]
  const agenda = { titre: `Redevances télécom, ${nom}`, communes, today: today() }
  return new Response(renderCalendar(agenda), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="redevances.ics"`,
      "cache-control": "private, no-store",
    },
  })
}
