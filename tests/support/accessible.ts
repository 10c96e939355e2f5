import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { expect, type Page } from "@playwright/test"
import type axe from "axe-core"
import type { RunOnly } from "axe-core"
import { movement } from "./movement.ts"

const WCAG: RunOnly = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")
/** What a theme can change: the other rules read the same page twice. */
const OF_COLOUR: RunOnly = { type: "rule", values: ["color-contrast", "link-in-text-block"] }
/** Rows of a list are made alike, and measuring the contrast of fifty takes longer than the errand around it. */
const REPEATED = ".data-table tbody tr:nth-child(n+13)"

/** No violation of WCAG 2.2 A or AA that axe can see, in either theme; and nothing has moved by itself since the page came. */
export async function expectAccessible(page: Page): Promise<void> {
  const { sum, moved } = await movement(page)
  expect(sum, `layout shift of ${page.url()}: ${moved.join(" | ")}`).toBeLessThanOrEqual(0.01)
  await expect(page).toHaveTitle(/\S/)
  await page.emulateMedia({ colorScheme: "light" })
  // A page that came without a new document still has it: its megabyte is read once.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE)
  const found = await violations(page, WCAG)
  await page.emulateMedia({ colorScheme: "dark" })
  // Colours pass from one theme to the other over some frames: what is judged is where they end.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((one) => one instanceof CSSTransition && one.finished.catch(() => one))),
  )
  found.push(...(await violations(page, OF_COLOUR)).map((violation) => `dark: ${violation}`))
  await page.emulateMedia({ colorScheme: "light" })
  expect(found, page.url()).toEqual([])
}

declare global {
  interface Window {
    axe: typeof axe
  }
}

const violations = (page: Page, runOnly: RunOnly): Promise<string[]> =>
  page.evaluate(
    async ({ runOnly, repeated }) => {
      const found = await window.axe.run({ exclude: [[repeated]] }, { runOnly, resultTypes: ["violations"] })
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(" | ")}`)
    },
    { runOnly, repeated: REPEATED },
  )

/** WCAG 1.4.10: at 320 px wide, a page is read without scrolling sideways. */
export async function expectReflow(page: Page): Promise<void> {
  const before = page.viewportSize()
  await page.setViewportSize({ width: 320, height: 640 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width, `${page.url()} at 320 px`).toBeLessThanOrEqual(320)
  if (before) await page.setViewportSize(before)
}
