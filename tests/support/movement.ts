import type { Page } from "@playwright/test"

/**
 * How far the page has moved by itself since it was asked for: the sum of its layout shifts before the visitor's first
 * gesture, stricter than the score that browsers report, which keeps the worst five seconds. `moved` says what moved.
 */
export function movement(page: Page): Promise<{ sum: number; moved: string[] }> {
  return page.evaluate(async () => {
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
    // What the last gesture cost is only known once its frame is painted, and a busy machine paints late.
    for (let frame = 0; frame < 2; frame += 1)
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    // One observer for both: what was recorded before comes in one delivery, so no shift is judged without the gesture
    // that came before it.
    const entries = await new Promise<PerformanceEntry[]>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries()))
      observer.observe({ type: "layout-shift", buffered: true })
      observer.observe({ type: "first-input", buffered: true })
      // Nothing recorded delivers nothing.
      setTimeout(() => resolve([]), 100)
    })
    const shifts = entries.filter(({ entryType }) => entryType === "layout-shift")
    const gestures = entries.filter(({ entryType }) => entryType === "first-input")
    const acted = gestures[0]?.startTime ?? Number.POSITIVE_INFINITY
    // The library of types does not know layout shifts yet.
    const own = (shifts as Shift[]).filter((shift) => !shift.hadRecentInput && shift.startTime < acted)
    return {
      sum: own.reduce((sum, shift) => sum + shift.value, 0),
      moved: own.flatMap(({ sources, startTime }) =>
        sources.map(({ node }) => `${Math.round(startTime)} ms: ${node?.textContent?.slice(0, 60) ?? "?"}`),
      ),
    }
  })
}
