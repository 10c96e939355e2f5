import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listDepartement, listPlaces } from "@/lib/bal/queries/departement.ts"
import { today } from "@/lib/platform/dates.ts"

/** What the département's map draws: a value a commune, at its outline or its centre. */
export async function GET(): Promise<Response> {
  const ctx = await agentContext()
  const { rows, places } = await read(ctx, async (tx) => ({
    rows: await listDepartement(tx, today()),
    places: new Map((await listPlaces(tx)).map((place) => [place.concerneId, place])),
  }))
  const communes = rows.flatMap((row) => {
    const place = places.get(row.id)
    if (!place) return []
    const part = row.adresses > 0 ? row.certifiees / row.adresses : 0
    const blocked = row.deposeeLe === null || row.bloquees > 0
    return [{ nom: row.nom, contour: place.contour, centre: place.centre, part, alerte: blocked }]
  })
  return Response.json(communes, { headers: { "cache-control": "no-store" } })
}
