import type { Page } from "@playwright/test"

/**
 * How far the page has moved by itself since it was asked for: the sum of its layout shifts before the visitor's first
 * gesture, stricter than the score that browsers report, which keeps the worst five seconds. `moved` says what moved.
 */
export function movement(page: Page): Promise<{ sum: number; moved: string[] }> {
  return page.evaluate(async () => {
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] }
    // What the last gesture cost is only known once its frame is painted, and a busy machine paints late.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    const entries = (type: string) =>
      new Promise<PerformanceEntry[]>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()))
        observer.observe({ type, buffered: true })
        // What was recorded before is delivered with the next frame; nothing recorded delivers nothing.
        setTimeout(() => resolve([]), 100)
      })
    const [shifts, gestures] = await Promise.all([entries("layout-shift"), entries("first-input")])
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
