import fc from "fast-check"
import { expect, it } from "vitest"
import { distanceM, eclaircir, estDedans } from "@/lib/bal/rules/geometrie.ts"
import type { Contour } from "@/lib/bal/types.ts"
import { centreDe, geometrieDe, TROU } from "@/tests/support/contours.ts"

const contourOf = (rang: number): Contour => {
  const { type, coordinates } = geometrieDe(rang)
  // GeoJSON types its rings by nothing: a polygon is one part.
  return (type === "MultiPolygon" ? coordinates : [coordinates]) as Contour
}

it("inside is inside a part and outside its holes", () => {
  const [long, lat] = centreDe(3)
  expect(estDedans({ long, lat }, contourOf(3))).toBe(false)
  expect(estDedans({ long: long + 2 * TROU, lat }, contourOf(3))).toBe(true)
  expect(estDedans({ long: long + 0.06, lat }, contourOf(3))).toBe(false)
  const [other] = centreDe(7)
  expect(estDedans({ long: other, lat: 48.55 }, contourOf(7)), "a detached part").toBe(true)
})

it("a thinned outline keeps its parts, its rings closed, and no two points nearer than asked but at the end", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 584 }), fc.integer({ min: 20, max: 400 }), (rang, metres) => {
      const contour = contourOf(rang)
      const thin = eclaircir(contour, metres)
      expect(thin.map((polygon) => polygon.length)).toEqual(contour.map((polygon) => polygon.length))
      for (const ring of thin.flat()) {
        expect(ring.length).toBeGreaterThanOrEqual(4)
        expect(ring.at(-1)).toEqual(ring[0])
        if (ring.length === 5) continue
        for (let at = 1; at < ring.length - 1; at += 1) {
          const [before, here] = [ring[at - 1], ring[at]]
          if (!before || !here) throw new Error("a hole in the ring")
          const step = distanceM({ long: before[0], lat: before[1] }, { long: here[0], lat: here[1] })
          expect(step).toBeGreaterThan(metres - 3)
        }
      }
    }),
    { numRuns: 60 },
  )
})
