"use client"

import type { FeatureCollection } from "geojson"
import type { LayerSpecification, Map as MapLibre } from "maplibre-gl"
import { useEffect, useRef, useState } from "react"
import "maplibre-gl/dist/maplibre-gl.css"

export type MapLayers = { sources: Readonly<Record<string, FeatureCollection>>; layers: readonly LayerSpecification[] }

type MapViewProps = {
  label: string
  /** Where the drawing comes from; nothing is asked of anyone else. */
  load: () => Promise<MapLayers>
  /** The source whose features' `nom` is shown on a click, and which the view fits. */
  clickable: string
}

/** A map without any tile server: only what `load` gives is drawn. The page around says the same in a table. */
export function MapView({ label, load, clickable }: MapViewProps) {
  const place = useRef<HTMLDivElement>(null)
  const [said, setSaid] = useState("Chargement de la carte…")
  useEffect(() => {
    let map: MapLibre | null = null
    let gone = false
    const draw = async () => {
      const [{ LngLatBounds, Map: Canvas, NavigationControl, Popup, setWorkerUrl }, { sources, layers }] =
        await Promise.all([import("maplibre-gl"), load()])
      if (gone || !place.current) return
      setWorkerUrl(`${window.location.origin}/api/carte/travailleur`)
      const bounds = new LngLatBounds()
      for (const { geometry } of sources[clickable]?.features ?? [])
        for (const point of pointsOf(geometry)) bounds.extend(point)
      map = new Canvas({
        container: place.current,
        attributionControl: false,
        style: {
          version: 8,
          sources: Object.fromEntries(Object.entries(sources).map(([name, data]) => [name, { type: "geojson", data }])),
          layers: [...layers],
        },
        ...(bounds.isEmpty() ? {} : { bounds, fitBoundsOptions: { padding: 32, maxZoom: 17 } }),
        cooperativeGestures: true,
        locale: {
          "NavigationControl.ZoomIn": "Agrandir",
          "NavigationControl.ZoomOut": "Réduire",
          "CooperativeGesturesHandler.WindowsHelpText": "Maintenez Ctrl pour agrandir la carte avec la molette",
          "CooperativeGesturesHandler.MacHelpText": "Maintenez ⌘ pour agrandir la carte avec la molette",
          "CooperativeGesturesHandler.MobileHelpText": "Déplacez la carte avec deux doigts",
          "Map.Title": label,
          "Popup.Close": "Fermer",
        },
      })
      map.addControl(new NavigationControl({ showCompass: false }))
      map.on("load", () => setSaid(""))
      map.on("click", (event) => {
        const [found] = map?.queryRenderedFeatures(event.point).filter(({ source }) => source === clickable) ?? []
        if (found && map)
          new Popup()
            .setLngLat(event.lngLat)
            .setText(String(found.properties.nom ?? ""))
            .addTo(map)
      })
    }
    draw().catch(() => setSaid("La carte ne peut pas s’afficher sur cet appareil : le tableau dit la même chose."))
    return () => {
      gone = true
      map?.remove()
    }
  }, [label, load, clickable])
  return (
    <div className="grid gap-1 print:hidden">
      <p role="status" className="text-muted text-sm empty:hidden">
        {said}
      </p>
      <div ref={place} className="h-96 w-full rounded border border-line bg-sunken" />
    </div>
  )
}

type Place = [number, number]

function pointsOf(geometry: FeatureCollection["features"][number]["geometry"]): Place[] {
  if (geometry.type === "Point") return [geometry.coordinates as Place]
  if (geometry.type === "MultiPolygon") return geometry.coordinates.flat(2) as Place[]
  return []
}
