import { describe, expect, it } from "vitest"
import { compareContours } from "@/lib/imports/rules/contours.ts"
import { readFile } from "@/lib/imports/rules/file.ts"

const register = new Map([["27112", { id: "a", nom: "Breteuil", avant: null }]])
const ring = [
  [0.9, 48.8],
  [1, 48.8],
  [1, 48.9],
  [0.9, 48.8],
]
const geojson = (...features: object[]) =>
  new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features }))
const feature = (code: string, geometry: object) => ({ type: "Feature", properties: { code, nom: "X" }, geometry })

const compared = (bytes: Uint8Array) => {
  const parsed = readFile(bytes, "contours")
  if (!parsed.ok) throw new Error(parsed.refusal)
  return compareContours(parsed.value.rows, register, "27")
}

describe("a file of contours", () => {
  it("in GeoJSON gives each commune its outline, told by its number of points", () => {
    const [line] = compared(geojson(feature("27112", { type: "Polygon", coordinates: [ring] })))
    expect(line).toMatchObject({
      verdict: "nouveau",
      concerneId: "a",
      differences: [{ champ: "contour", apres: "4 points" }],
    })
    expect(JSON.parse(line?.donnees.contour ?? "")).toEqual([[ring]])
  })

  it("refuses what is no place, leaves other départements aside, and says a commune that is not in the register", () => {
    const lines = compared(
      geojson(
        feature("27112", { type: "LineString", coordinates: ring }),
        feature("76540", { type: "Point", coordinates: [1, 49] }),
        feature("27999", { type: "Point", coordinates: [1, 49] }),
        feature("27112", { type: "Point", coordinates: [700000, 6800000] }),
      ),
    )
    expect(lines.map(({ verdict }) => verdict)).toEqual(["refuse", "hors_territoire", "refuse", "refuse"])
  })

  it("in CSV gives centres, lots and dates; a bad degree names its column", () => {
    const csv = (rows: string) => new TextEncoder().encode(`code;long;lat;lot;fermeture_technique\n${rows}\n`)
    expect(compared(csv("27112;0,912;48,838;3;31/01/2029"))[0]).toMatchObject({
      verdict: "nouveau",
      donnees: { centre: "0.912000, 48.838000", lot: "3", fermetureTechnique: "2029-01-31" },
    })
    expect(compared(csv("27112;0.9;148;;"))[0]?.erreurs.map(({ champ }) => champ)).toEqual(["lat"])
  })

  it("that is no collection of communes is refused with what it must be", () => {
    expect(readFile(new TextEncoder().encode('{"type":"Topology"}'), "contours")).toMatchObject({
      refusal: "geojson-illisible",
    })
  })
})
