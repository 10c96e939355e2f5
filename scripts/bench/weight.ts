// The JavaScript that each page sends, compressed as the server sends it, beside the empty page of the same build.
import { request } from "node:http"
import { figure, goal } from "./support/figures.ts"
import { lightPages, load, measuredPages } from "./support/pages.ts"

/** Over the empty page, for a page without chart or live table. */
const ALLOWED_KB = 40

const [empty, ...others] = [...(await measuredPages()), ...(await lightPages())]
if (!empty) throw new Error("no page")
const pages = others.filter(({ name }) => name !== "vide_liste")
const sizes = new Map<string, number>()
const least = await weight(await load(empty))
figure("poids.vide.ko", least, "ko")
for (const page of pages) {
  const value = await weight(await load(page))
  figure(`poids.${page.name}.ko`, value, "ko")
  goal(`poids.${page.name}.ecart_ko`, value - least, "ko", { atMost: ALLOWED_KB })
}

/** Scripts of the page and chunks of the client components it shows; polyfills are for browsers that know no module. */
async function weight(html: string): Promise<number> {
  const polyfills = [...html.matchAll(/<script[^>]*nomodule[^>]*>/gi)].join(" ")
  const names = new Set([...html.matchAll(/static\/chunks\/[\w./~%-]+\.js/g)].map(([name]) => name))
  let bytes = 0
  for (const name of names) if (!polyfills.includes(name)) bytes += await compressed(name)
  return bytes / 1000
}

/** Bytes on the wire: fetch() would hand over the script already unpacked. */
async function compressed(name: string): Promise<number> {
  const known = sizes.get(name)
  if (known !== undefined) return known
  const size = await new Promise<number>((resolve, reject) => {
    const asked = request(
      `${process.env.APP_URL}/_next/${name}`,
      { headers: { "accept-encoding": "gzip" } },
      (response) => {
        if (response.statusCode !== 200) reject(new Error(`${name} answers ${response.statusCode}`))
        let total = 0
        response.on("data", (chunk: Buffer) => {
          total += chunk.length
        })
        response.on("end", () => resolve(total))
      },
    )
    asked.on("error", reject)
    asked.end()
  })
  sizes.set(name, size)
  return size
}
