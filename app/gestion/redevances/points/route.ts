import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listPlaces } from "@/lib/bal/queries/departement.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { listSommesPlacees } from "@/lib/redevances/queries/territoire.ts"
import { deskFilter } from "@/lib/redevances/schema.ts"
import type { CommunePlacee } from "../../_components/communes-map.tsx"

/** What the map of fees draws: what is still due in each commune, at its outline or its centre. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { annee = null, operateur = null } = deskFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  const { rows, places } = await read(ctx, async (tx) => ({
    rows: await listSommesPlacees(tx, today(), { annee, operateurId: operateur }),
    places: new Map((await listPlaces(tx)).map((place) => [place.concerneId, place])),
  }))
  // What is lost first where something is; what is due otherwise.
  const pressing = rows.some(({ enJeu }) => enJeu > 0n)
  const size = ({ du, enJeu }: (typeof rows)[number]) => Number(pressing ? enJeu : du)
  const most = Math.max(1, ...rows.map(size))
  const communes = rows.flatMap((row): CommunePlacee[] => {
    const { id, nom, du, enJeu } = row
    const place = places.get(id)
    if (!place) return []
    const { contour, centre } = place
    const said = `${nom} : ${formatAmount(du)} restent dus${enJeu > 0n ? `, dont ${formatAmount(enJeu)} perdus au 31 décembre` : ""}`
    return [{ nom: said, contour, centre, part: size(row) / most, etat: "mesuree" }]
  })
  return Response.json(communes, { headers: { "cache-control": "no-store" } })
}
