import type { Page } from "@playwright/test"

/**
 * How far the page has moved by itself since it was asked for: the sum of its layout shifts before the visitor's first
 * gesture, stricter than the score that browsers report, which keeps the worst five seconds.
 */
export function movement(page: Page): Promise<number> {
  return page.evaluate(async () => {
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
    const entries = (type: string) =>
      new Promise<PerformanceEntry[]>((resolve) => {
        const observer = new PerformanceObserver((list) => resolve(list.getEntries()))
        observer.observe({ type, buffered: true })
        // What was recorded before is delivered with the next frame; nothing recorded delivers nothing.
        setTimeout(() => resolve([]), 100)
      })
    const [shifts, gestures] = await Promise.all([entries("layout-shift"), entries("first-input")])
    const acted = gestures[0]?.startTime ?? Number.POSITIVE_INFINITY
    return (shifts as Shift[])
      .filter((shift) => !shift.hadRecentInput && shift.startTime < acted)
      .reduce((sum, shift) => sum + shift.value, 0)
  })
}
