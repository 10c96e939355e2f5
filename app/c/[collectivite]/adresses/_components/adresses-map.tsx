"use client"

import type { Feature, FeatureCollection } from "geojson"
import type { ExpressionSpecification } from "maplibre-gl"
import { useCallback } from "react"
import { type MapLayers, MapView } from "@/components/ui/map-view.tsx"
import type { MapData } from "@/lib/bal/queries/map.ts"

const collection = (features: Feature[]): FeatureCollection => ({ type: "FeatureCollection", features })
const feature = (geometry: Feature["geometry"], properties: Feature["properties"] = {}): Feature => ({
  ...{ type: "Feature", geometry, properties },
})

/** Read on the light and on the dark page; the worst is also the largest. */
const COLORS: ExpressionSpecification = [
  "match",
  ["get", "priorite"],
  1,
  "#d0342c",
  2,
  "#d9822b",
  3,
  "#4a7fd0",
  4,
  "#7d8a84",
  "#3d9a5f",
]

export function AdressesMap({ url }: { url: string }) {
  const load = useCallback(async (): Promise<MapLayers> => {
    const response = await fetch(url)
    if (!response.ok) throw new Error(String(response.status))
    return layersOf(await response.json())
  }, [url])
  return <MapView label="Adresses de la commune" load={load} clickable="adresses" />
}

/** Degrees around the middle of the commune: what is farther is a mistake, listed in the table, not worth a map of Africa. */
const ALENTOUR = 0.3

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0

function layersOf({ points: all, voies, contour }: MapData): MapLayers {
  const [long, lat] = [middle(all.map(([x]) => x)), middle(all.map(([, y]) => y))]
  const near = ([x, y]: readonly [number, number, ...unknown[]]) =>
    Math.abs(x - long) < ALENTOUR && Math.abs(y - lat) < ALENTOUR
  const points = all.filter(near)
  const polygons = contour?.map((polygon) => polygon.map((ring) => ring.map((point) => [...point]))) ?? []
  return {
    sources: {
      contour: collection(polygons.length > 0 ? [feature({ type: "MultiPolygon", coordinates: polygons })] : []),
      voies: collection(
        voies.map((line) => feature({ type: "LineString", coordinates: line.filter(near).map((point) => [...point]) })),
      ),
      adresses: collection(
        points.map(([x, y, priorite, nom]) => feature({ type: "Point", coordinates: [x, y] }, { priorite, nom })),
      ),
    },
    layers: [
      { id: "contour", type: "line", source: "contour", paint: { "line-color": "#7d8a84", "line-width": 2 } },
      { id: "voies", type: "line", source: "voies", paint: { "line-color": "#9aa59f", "line-width": 1.5 } },
      {
        id: "adresses",
        type: "circle",
        source: "adresses",
        layout: { "circle-sort-key": ["-", 5, ["get", "priorite"]] },
        paint: {
          "circle-color": COLORS,
          "circle-radius": ["match", ["get", "priorite"], 1, 6, 2, 5, 3.5],
          "circle-stroke-color": "#ffffff",
          "circle-stroke-width": 1,
        },
      },
    ],
  }
}
