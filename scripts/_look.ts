import { chromium } from "@playwright/test"
import pg from "pg"
import { openSession } from "@/tests/support/sessions.ts"
import { findChromium } from "./launcher/chromium.ts"

const [who, out, ...paths] = process.argv.slice(2)
const base = process.env.APP_URL!
const client = new pg.Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
await client.connect()
const { rows } = await client.query(
  `select "publicId" p, "codeInsee" c from collectivite where "codeInsee" is not null`,
)
const pub = Object.fromEntries(rows.map((r) => [r.c, r.p]))
await client.end()
const cookie = who === "-" ? null : await openSession(who!, { factor: true })
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-gpu"] })
for (const [w, scheme] of [
  [1280, "light"],
  [375, "light"],
  [1280, "dark"],
  [375, "dark"],
] as const) {
  if (process.env.ONLY && !process.env.ONLY.split(",").includes(`${w}${scheme[0]}`)) continue
  const ctx = await browser.newContext({
    viewport: { width: w, height: 900 },
    colorScheme: scheme,
    deviceScaleFactor: 1,
  })
  if (cookie) {
    const [name, value] = cookie.split("=")
    await ctx.addCookies([{ name: name!, value: value!, url: base }])
  }
  const page = await ctx.newPage()
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning") console.log("console", m.text().slice(0, 200))
  })
  page.on("pageerror", (e) => console.log("pageerror", String(e).slice(0, 300)))
  for (const [i, raw] of paths.entries()) {
    const path = raw.replace(/\{(\w+)\}/g, (_, c) => pub[c] ?? c)
    const r = await page
      .goto(base + path, { waitUntil: "networkidle" })
      .catch((e) => (console.log(path, String(e).slice(0, 100)), null))
    await page.screenshot({ path: `${out}-${i}-${w}${scheme[0]}.png`, fullPage: true })
    console.log(r?.status(), path, w, scheme, await page.title())
  }
  await ctx.close()
}
await browser.close()
