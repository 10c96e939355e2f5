import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type CommuneDepartement, listDepartement, listPlaces } from "@/lib/bal/queries/departement.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatPercent } from "@/lib/platform/format.ts"
import type { CommunePlacee } from "../../_components/communes-map.tsx"

/** What the département's map draws: a value a commune, at its outline or its centre. */
export async function GET(): Promise<Response> {
  const ctx = await agentContext()
  const { rows, places } = await read(ctx, async (tx) => ({
    rows: await listDepartement(tx, today()),
    places: new Map((await listPlaces(tx)).map((place) => [place.concerneId, place])),
  }))
  const communes = rows.flatMap((row): CommunePlacee[] => {
    const place = places.get(row.id)
    if (!place) return []
    const { contour, centre } = place
    const part = row.adresses > 0 ? row.certifiees / row.adresses : 0
    const etat = row.deposeeLe === null ? "inconnue" : row.bloquees > 0 ? "alerte" : "mesuree"
    return [{ nom: saidOf(row, part), contour, centre, part, etat }]
  })
  return Response.json(communes, { headers: { "cache-control": "no-store" } })
}

function saidOf({ nom, deposeeLe, bloquees }: CommuneDepartement, part: number): string {
  if (deposeeLe === null) return `${nom} : aucun fichier d’adresses`
  const blocked = bloquees > 0 ? `, ${formatCount(bloquees, "adresse bloquée", "adresses bloquées")}` : ""
  return `${nom} : ${formatPercent(part)} certifiées${blocked}`
}
