"use client"

import type { Feature, FeatureCollection, Position } from "geojson"
import type { ExpressionSpecification } from "maplibre-gl"
import { useCallback } from "react"
import { type MapLayers, MapView } from "@/components/ui/map-view.tsx"

/** A commune at its outline or its centre: a share between 0 and 1, and whether it is one to look at first. */
export type CommunePlacee = {
  nom: string
  contour: Position[][][] | null
  centre: Position | null
  part: number
  alerte: boolean
}

const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features })

const COLOR: ExpressionSpecification = [
  "case",
  ["get", "alerte"],
  "#d0342c",
  ["interpolate", ["linear"], ["get", "part"], 0, "#d8d2b0", 1, "#2e8b57"],
]

/** Empty until staff have loaded outlines or centres: the table says so too. */
export function CommunesMap({ url, label }: { url: string; label: string }) {
  const load = useCallback(async (): Promise<MapLayers> => {
    const response = await fetch(url)
    if (!response.ok) throw new Error(String(response.status))
    return layersOf(await response.json())
  }, [url])
  return <MapView label={label} load={load} clickable="communes" />
}

function layersOf(communes: readonly CommunePlacee[]): MapLayers {
  const features = communes.flatMap(({ nom, contour, centre, part, alerte }): Feature[] => {
    const properties = { nom, part, alerte }
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
        paint: { "fill-color": COLOR, "fill-outline-color": "#5b665f" },
      },
      {
        id: "centres",
        type: "circle",
        source: "communes",
        filter: ["==", ["geometry-type"], "Point"],
        paint: {
          "circle-color": COLOR,
          "circle-radius": 5,
          "circle-stroke-color": "#ffffff",
          "circle-stroke-width": 1,
        },
      },
    ],
  }
}
