"use client"

import type { Feature, FeatureCollection, Position } from "geojson"
import type { ExpressionSpecification } from "maplibre-gl"
import { useCallback } from "react"
import { type MapLayers, MapView } from "@/components/ui/map-view.tsx"

/** A commune at its outline or its centre: a share between 0 and 1; `alerte`: to look at first; `inconnue`: nothing to measure. */
export type CommunePlacee = {
  nom: string
  contour: Position[][][] | null
  centre: Position | null
  part: number
  etat: "mesuree" | "alerte" | "inconnue"
}

const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features })

const [PALE, GREEN, RED, GREY] = ["#d8d2b0", "#2e8b57", "#d0342c", "#9aa59f"]
/** `progres`: the more, the better, and what alerts apart; `perte`: the more, the worse. Read on both themes. */
const COLORS: Record<"progres" | "perte", ExpressionSpecification> = {
  progres: [
    "match",
    ["get", "etat"],
    "alerte",
    RED,
    "inconnue",
    GREY,
    ["interpolate", ["linear"], ["get", "part"], 0, PALE, 1, GREEN],
  ],
  perte: ["interpolate", ["linear"], ["get", "part"], 0, PALE, 1, RED],
}

type CommunesMapProps = { url: string; label: string; sens: keyof typeof COLORS }

/** Empty until staff have loaded outlines or centres: the table says so too. */
export function CommunesMap({ url, label, sens }: CommunesMapProps) {
  const load = useCallback(async (): Promise<MapLayers> => {
    const response = await fetch(url)
    if (!response.ok) throw new Error(String(response.status))
    return layersOf(await response.json(), COLORS[sens])
  }, [url, sens])
  return <MapView label={label} load={load} clickable="communes" />
}

function layersOf(communes: readonly CommunePlacee[], color: ExpressionSpecification): MapLayers {
  const features = communes.flatMap(({ nom, contour, centre, part, etat }): Feature[] => {
    const properties = { nom, part, etat }
    if (contour) return [{ type: "Feature", properties, geometry: { type: "MultiPolygon", coordinates: contour } }]
    return centre ? [{ type: "Feature", properties, geometry: { type: "Point", coordinates: centre } }] : []
  })
  return {
    sources: { communes: collection(features) },
    layers: [
      {
        id: "surfaces",
        type: "fill",
        source: "communes",
        filter: ["==", ["geometry-type"], "Polygon"],
        paint: { "fill-color": color, "fill-outline-color": "#5b665f" },
      },
      {
        id: "centres",
        type: "circle",
        source: "communes",
        filter: ["==", ["geometry-type"], "Point"],
        paint: {
          "circle-color": color,
          "circle-radius": 5,
          "circle-stroke-color": "#ffffff",
          "circle-stroke-width": 1,
        },
      },
    ],
  }
}
