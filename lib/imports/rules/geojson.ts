import { z } from "zod"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type FileRefusal, MAX_ROWS } from "../types.ts"
import { cleanCell } from "./cells.ts"
import type { ParsedFile } from "./file.ts"

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number())
const polygon = z.array(z.array(position).min(4)).min(1)
const geometry = z.discriminatedUnion("type", [
  z.object({ type: z.literal("Polygon"), coordinates: polygon }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(polygon).min(1) }),
  z.object({ type: z.literal("Point"), coordinates: position }),
])
const collection = z.object({
  type: z.literal("FeatureCollection"),
  features: z.array(z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: z.unknown() })),
})

const CODES = ["code", "insee", "insee_com", "code_insee", "codgeo", "com"]

/** Communes of a GeoJSON file as rows of the same import; a feature's place in the file stands for its line. */
export function readGeoJson(text: string, encodage: string): Result<ParsedFile, FileRefusal> {
  const parsed = collection.safeParse(json(text))
  if (!parsed.success) return refuse("geojson-illisible")
  const { features } = parsed.data
  if (features.length === 0) return refuse("aucune-ligne")
  if (features.length > MAX_ROWS) return refuse("trop-de-lignes")
  const rows = features.map(({ properties, geometry: shape }, at) => {
    const cells = { code: codeOf(properties ?? {}), nom: named(properties ?? {}), ...placeOf(shape) }
    const erreurs = cells.contour === "" && cells.long === "" ? [{ champ: "contour", message: UNUSABLE }] : []
    return { ligne: at + 1, cells, erreurs }
  })
  return ok({ encodage, separateur: "GeoJSON", ignorees: [], rows })
}

const UNUSABLE = "La forme de cette commune n’est ni une surface ni un point en longitude et latitude (WGS84)."

function json(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""))
  } catch {
    return null
  }
}

function codeOf(properties: Record<string, unknown>): string {
  const found = Object.entries(properties).find(([name]) => CODES.includes(name.toLowerCase()))?.[1]
  const code = typeof found === "string" || typeof found === "number" ? cleanCell(String(found)) : ""
  // A code kept as a number has lost its first zero.
  return code === "" ? "" : code.padStart(5, "0")
}

function named(properties: Record<string, unknown>): string {
  const found = properties.nom ?? properties.NOM ?? properties.name
  return typeof found === "string" ? cleanCell(found.replace(/[<>]/g, "")).slice(0, 200) : ""
}

/** Six decimals are ten centimetres: an outline needs no more. */
const six = (value: number) => Math.round(value * 1e6) / 1e6

function placeOf(shape: unknown): { contour: string; long: string; lat: string } {
  const parsed = geometry.safeParse(shape)
  if (!parsed.success) return { contour: "", long: "", lat: "" }
  if (parsed.data.type === "Point") {
    const [long, lat] = parsed.data.coordinates
    return { contour: "", long: String(six(long)), lat: String(six(lat)) }
  }
  const polygons = parsed.data.type === "Polygon" ? [parsed.data.coordinates] : parsed.data.coordinates
  const contour = polygons.map((rings) => rings.map((ring) => ring.map(([long, lat]) => [six(long), six(lat)])))
  return { contour: JSON.stringify(contour), long: "", lat: "" }
}
