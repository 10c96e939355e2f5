import { expect, test } from "@playwright/test"

test("each page has its own nonce, and every script of it carries that nonce", async ({ request }) => {
  const nonces = new Set<string>()
  for (const path of ["/", "/connexion", "/une-page-qui-n-existe-pas"]) {
    const response = await request.get(path)
    const policy = response.headers()["content-security-policy"] ?? ""
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ""
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
    expect(nonce.length).toBeGreaterThanOrEqual(22)
    nonces.add(nonce)
    const scripts = (await response.text()).match(/<script[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(0)
    expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([])
  }
  expect(nonces.size).toBe(3)
})

test("a script written into a page does not run", async ({ page }) => {
  await page.goto("/")
  const ran = await page.evaluate(() => {
    const script = document.createElement("script")
    script.textContent = "window.injected = true"
    document.body.append(script)
    return "injected" in window
  })
  expect(ran).toBe(false)
})

test("every answer says how it may be used", async ({ request }) => {
  const headers = (await request.get("/api/health")).headers()
  expect(headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
  })
  expect(headers).not.toHaveProperty("x-powered-by")
})

test("the first stop of the keyboard leads to the content, without scripts too", async ({ browser }) => {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 375, height: 700 },
    baseURL: process.env.APP_URL,
  })
  const page = await context.newPage()
  await page.goto("/")
  await page.keyboard.press("Tab")
  await expect(page.getByRole("link", { name: "Aller au contenu" })).toBeFocused()
  await page.keyboard.press("Enter")
  await expect(page.locator("#contenu")).toBeFocused()
  await context.close()
})
