import { type BrowserContext, expect, type Page, test } from "@playwright/test"
import { expectAccessible } from "@/tests/support/accessible.ts"
import { movement } from "@/tests/support/movement.ts"
import { enterAs, enterWith } from "@/tests/support/places.ts"
import { type Addresses, MADE_ELSEWHERE, openAddresses, routes } from "./addresses.ts"

const DESK = { width: 1366, height: 768 }
const TELEPHONE = { width: 375, height: 700 }

// One page needs nothing of another: the workers share them out.
test.describe.configure({ mode: "parallel", timeout: 120_000 })

let addresses: Addresses

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000)
  addresses = await openAddresses(browser)
})

test("sees a page that moves by itself", async ({ page }) => {
  await page.goto("/donnees")
  expect((await movement(page)).sum).toBeLessThanOrEqual(0.01)
  await page.evaluate(async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    document.querySelector("main")?.insertAdjacentHTML("beforebegin", "<div style='height: 200px'></div>")
    await new Promise((resolve) => setTimeout(resolve, 300))
  })
  expect((await movement(page)).sum).toBeGreaterThan(0.01)
})

test("sees words that one theme makes hard to read", async ({ page }) => {
  await page.goto("/donnees")
  await page.addStyleTag({ content: "@media (prefers-color-scheme: dark) { main p { color: #222 !important } }" })
  await expect(expectAccessible(page)).rejects.toThrow(/dark: color-contrast/)
})

test("there are pages in each space", () => {
  for (const space of ["/c/", "/gestion/", "/moi/", "/simulateur"])
    expect(routes.filter((route) => route.startsWith(space)).length).toBeGreaterThan(0)
})

for (const route of routes) {
  test(`${route} is accessible, still, without error, and readable on a telephone and on paper`, async ({
    page,
    context,
  }) => {
    await enter(context, route)
    const errors = errorsOf(page)
    const address = addresses.of(route)

    await page.setViewportSize(DESK)
    const response = await page.goto(address)
    const answers = MADE_ELSEWHERE.test(route) ? [200, 404] : [200]
    expect(answers, `${address}: give tests/browser/pages/addresses.ts a value`).toContain(response?.status())
    await expect(page.getByRole("main")).toBeVisible()
    await expectAccessible(page)
    await expectPrintable(page)

    await page.setViewportSize(TELEPHONE)
    await page.goto(address)
    expect((await movement(page)).sum, `layout shift of ${address} at 375 px`).toBeLessThanOrEqual(0.01)
    for (const width of [TELEPHONE.width, 320]) {
      await page.setViewportSize({ ...TELEPHONE, width })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    }
    expect(errors).toEqual([])
  })
}

/** Whoever sees the most of this space. */
async function enter(context: BrowserContext, route: string): Promise<void> {
  if (route.startsWith("/gestion")) await enterAs(context, "administrateur")
  else if (/^\/(c|moi)(\/|$)/.test(route)) await enterWith(context, addresses.cookie)
}

/** What a script of the page throws: a difference with what the server wrote is one of them. */
function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on("pageerror", ({ message }) => errors.push(message))
  page.on("console", (said) => {
    // The browser's own line about a page that does not exist: the answer itself is judged above.
    if (said.type() === "error" && !said.text().includes("404")) errors.push(said.text())
  })
  return errors
}

/** On paper: what was read, without what is only to be clicked. */
async function expectPrintable(page: Page): Promise<void> {
  await page.emulateMedia({ media: "print" })
  await expect(page.getByRole("main")).toBeVisible()
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible()
  await expect(page.getByRole("navigation", { name: /^(?!Pages)/ }).filter({ visible: true })).toHaveCount(0)
  await expect(page.getByRole("contentinfo")).toBeHidden()
  await page.emulateMedia({ media: "screen" })
}
