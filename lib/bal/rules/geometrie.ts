import type { Contour } from "../types.ts"

const METRES_PAR_DEGRE = 111_320

export type Point = { long: number; lat: number }

/** Metres east and north of an origin: good to a few per thousand over a commune. */
export function enMetres({ long, lat }: Point, origine: Point): { x: number; y: number } {
  const reduction = Math.cos((origine.lat * Math.PI) / 180)
  return { x: (long - origine.long) * METRES_PAR_DEGRE * reduction, y: (lat - origine.lat) * METRES_PAR_DEGRE }
}

export const distanceM = (a: Point, b: Point): number => {
  const { x, y } = enMetres(a, b)
  return Math.hypot(x, y)
}

/** Inside the outline (even-odd rule over all rings, so that holes are outside). */
export function estDedans({ long, lat }: Point, contour: Contour): boolean {
  let inside = false
  for (const polygon of contour) {
    for (const ring of polygon) {
      for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
        const [x1, y1] = ring[at] ?? [0, 0]
        const [x2, y2] = ring[before] ?? [0, 0]
        if (y1 > lat !== y2 > lat && long < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside
      }
    }
  }
  return inside
}

/** Metres to the nearest side of the outline. */
export function distanceAuContour(point: Point, contour: Contour): number {
  let nearest = Number.POSITIVE_INFINITY
  for (const polygon of contour) {
    for (const ring of polygon) {
      for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
        const [long1, lat1] = ring[at] ?? [0, 0]
        const [long2, lat2] = ring[before] ?? [0, 0]
        const a = enMetres({ long: long1, lat: lat1 }, point)
        const b = enMetres({ long: long2, lat: lat2 }, point)
        const length = (b.x - a.x) ** 2 + (b.y - a.y) ** 2
        const share = length === 0 ? 0 : Math.max(0, Math.min(1, -(a.x * (b.x - a.x) + a.y * (b.y - a.y)) / length))
        nearest = Math.min(nearest, Math.hypot(a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)))
      }
    }
  }
  return nearest
}

/** The same outline without the points nearer than `metres` to the one kept before; a ring keeps four points, its end included. */
export function eclaircir(contour: Contour, metres: number): [number, number][][][] {
  return contour.map((polygon) => polygon.map((ring) => thin(ring, metres)))
}

type Ring = Contour[number][number]
const RING_MIN = 4
/** Five decimals are a metre. */
const metre = (degrees: number): number => Math.round(degrees * 1e5) / 1e5

function thin(ring: Ring, metres: number): [number, number][] {
  const kept: [number, number][] = []
  for (const [at, [long, lat]] of ring.entries()) {
    const last = kept.at(-1)
    const far = last && distanceM({ long: last[0], lat: last[1] }, { long, lat }) >= metres
    if (!last || far || at === ring.length - 1) kept.push([metre(long), metre(lat)])
  }
  return kept.length >= RING_MIN ? kept : ring.map(([long, lat]) => [metre(long), metre(lat)])
}
