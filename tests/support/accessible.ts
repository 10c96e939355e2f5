import AxeBuilder from "@axe-core/playwright"
import { expect, type Page } from "@playwright/test"

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

/** No violation of WCAG 2.2 A or AA that axe can see, in either theme; and no two-way scroll at 320 px. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme })
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
    const found = violations.map(
      ({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ target }) => target).join(" | ")}`,
    )
    expect(found, page.url()).toEqual([])
  }
  await page.emulateMedia({ colorScheme: "light" })
}

/** WCAG 1.4.10: at 320 px wide, a page is read without scrolling sideways. */
export async function expectReflow(page: Page): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, `${page.url()} at 320 px`).toBeLessThanOrEqual(320)
  if (before) await page.setViewportSize(before)
}
