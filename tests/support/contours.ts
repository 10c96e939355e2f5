/** Outlines made up for any list of communes: cells of a grid whose sides wander, neighbours sharing theirs. */
type Place = [number, number]

const STEP = 0.05
const WEST = 0.3
const SOUTH = 48.6
const PER_ROW = 30

const coordinates = (rang: number) => ({ col: rang % PER_ROW, row: Math.floor(rang / PER_ROW) })

/** The same side seen from both communes: noise depends on the place alone. */
function side(from: Place, to: Place, points: number): Place[] {
  const flip = from[0] + from[1] > to[0] + to[1]
  const [a, b] = flip ? [to, from] : [from, to]
  const path = Array.from({ length: points }, (_, i): Place => {
    const part = i / points
    const wander = Math.sin(part * Math.PI) * Math.sin(part * 37 + a[0] * 911 + a[1] * 577) * STEP * 0.1
    return [
      a[0] + (b[0] - a[0]) * part + wander * (b[1] - a[1] ? 1 : 0),
      a[1] + (b[1] - a[1]) * part + wander * (b[0] - a[0] ? 1 : 0),
    ]
  })
  return flip ? [...path.slice(1), b].reverse() : path
}

/** Middle of the commune of this rank. */
export function centreDe(rang: number): Place {
  const { col, row } = coordinates(rang)
  return [WEST + (col + 0.5) * STEP, SOUTH + (row + 0.5) * STEP]
}

function cell(rang: number, points: number): Place[] {
  const { col, row } = coordinates(rang)
  const [west, south] = [WEST + col * STEP, SOUTH + row * STEP]
  const corners: Place[] = [
    [west, south],
    [west + STEP, south],
    [west + STEP, south + STEP],
    [west, south + STEP],
  ]
  const ring = corners.flatMap((corner, i) => side(corner, corners[(i + 1) % 4] ?? corner, points))
  return [...ring, ring[0] ?? [west, south]]
}

const square = ([long, lat]: Place, half: number): Place[] => [
  [long - half, lat - half],
  [long + half, lat - half],
  [long + half, lat + half],
  [long - half, lat + half],
  [long - half, lat - half],
]

export const TROU = 0.004

/** One in ten has a hole at its middle (another's enclave), one in fifteen a detached part. */
export const aUnTrou = (rang: number): boolean => rang % 10 === 3
export const enDeux = (rang: number): boolean => rang % 15 === 7

export function geometrieDe(rang: number, points = 100): { type: string; coordinates: unknown } {
  const centre = centreDe(rang)
  const polygon = aUnTrou(rang) ? [cell(rang, points), square(centre, TROU)] : [cell(rang, points)]
  if (!enDeux(rang)) return { type: "Polygon", coordinates: polygon }
  return { type: "MultiPolygon", coordinates: [polygon, [square([centre[0], SOUTH - 0.05], TROU)]] }
}

export const feature = (code: string, geometry: unknown, nom = "Commune") => ({
  ...{ type: "Feature", properties: { code, nom }, geometry },
})

/** What real files hold that is no commune's outline, and what must be said of each. */
export const FAUTES: readonly { feature: object; dit: RegExp | "hors_territoire" }[] = [
  { feature: feature("", { type: "Point", coordinates: [1, 49] }), dit: /n’est pas un code INSEE/ },
  { feature: feature("27999", { type: "Point", coordinates: [1, 49] }), dit: /pas dans le registre/ },
  { feature: feature("76540", { type: "Point", coordinates: [1, 49] }), dit: "hors_territoire" },
  { feature: feature("27001", null), dit: /ni une surface ni un point/ },
  { feature: feature("27001", { type: "LineString", coordinates: [[1, 49]] }), dit: /ni une surface ni un point/ },
  {
    feature: feature("27001", {
      type: "Polygon",
      coordinates: [
        [
          [562000, 6883000],
          [562100, 6883000],
          [562000, 6883100],
          [562000, 6883000],
        ],
      ],
    }),
    dit: /WGS84/,
  },
  {
    feature: feature("27001", {
      type: "Polygon",
      coordinates: [
        [
          [1, 49],
          [1.1, 49],
        ],
      ],
    }),
    dit: /ni une surface ni un point/,
  },
  { feature: feature("27001", { type: "GeometryCollection", geometries: [] }), dit: /ni une surface ni un point/ },
]

export const collection = (features: readonly object[]): string =>
  JSON.stringify({ type: "FeatureCollection", features })
