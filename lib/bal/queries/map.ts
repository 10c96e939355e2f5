import type { Tx } from "@/lib/access/door.ts"
import { asJson } from "@/lib/platform/json.ts"
import { adresseEnMots } from "../rules/differences.ts"
import { type Niveaux, priorites } from "../rules/rapport.ts"
import { type Contour, type Priorite, SANS_NUMERO } from "../types.ts"
import { eachVoie } from "./report.ts"

/** A point of the map: longitude, latitude, worst priority (0 when sound), words. */
export type MapPoint = readonly [number, number, Priorite | 0, string]
export type MapData = { points: MapPoint[]; voies: (readonly [number, number])[][]; contour: Contour | null }

/** Streets as the line of their odd, then even numbers: no other drawing of them is at hand. */
export async function findMapData(tx: Tx, collectiviteId: string, communeId: string): Promise<MapData | null> {
  const version = await tx.balVersion.findFirst({
    where: { collectiviteId, communeId, courante: true },
    select: { id: true, niveaux: true },
  })
  if (!version) return null
  const niveaux = asJson<Niveaux>(version.niveaux)
  const data: MapData = { points: [], voies: [], contour: await findContour(tx, communeId) }
  for await (const { nom, lignes } of eachVoie(tx, collectiviteId, version.id)) {
    const numbered: { numero: number; point: readonly [number, number] }[] = []
    for (const ligne of lignes) {
      if (!ligne.point) continue
      const worst = Math.min(5, ...priorites(ligne, niveaux))
      data.points.push([...ligne.point, worst === 5 ? 0 : (worst as Priorite), adresseEnMots(ligne, nom)])
      if (ligne.numero !== null && ligne.numero !== SANS_NUMERO)
        numbered.push({ numero: ligne.numero, point: ligne.point })
    }
    for (const parity of [0, 1]) {
      const side = numbered.filter(({ numero }) => numero % 2 === parity).sort((a, b) => a.numero - b.numero)
      if (side.length > 1) data.voies.push(side.map(({ point }) => point))
    }
  }
  return data
}

async function findContour(tx: Tx, communeId: string): Promise<Contour | null> {
  const row = await tx.balCommune.findUnique({ where: { concerneId: communeId }, select: { contour: true } })
  return asJson<Contour | null>(row?.contour ?? null)
}
