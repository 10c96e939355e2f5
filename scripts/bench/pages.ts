// How long the main pages take, alone and at 16 connections, beside an empty page with one query of the same build.
import autocannon from "autocannon"
import { figure, goal, limit, machineLoad, median, percentile } from "./support/figures.ts"
import { address, load, measuredData, measuredPages, type Page } from "./support/pages.ts"

const WARM_UP = 40
const ALONE = 200
const ROUNDS = 3
const ROUND_SECONDS = 3
const CONNECTIONS = 16

/** Part of the bare page's throughput that a page must keep: a third where several facts are gathered, half for a list. */
const GOALS = [
  { name: "accueil_secretaire", beside: "vide", atLeast: 1 / 3 },
  { name: "tableau_elu", beside: "vide", atLeast: 1 / 3 },
  { name: "collectivites", beside: "vide_liste", atLeast: 1 / 2 },
  { name: "collectivite_fiche", beside: "vide", atLeast: 1 / 3 },
  { name: "communes_json", beside: "vide_json", atLeast: 1 / 2 },
]

/** Alone on a quiet machine of two cores, 95 times in 100; a list is looked at more often. */
const P95_MS = 25
const P95_LIST_MS = 20
const LISTS = new Set(["vide_liste", "collectivites"])

machineLoad("pages_debut")
const pages = [...(await measuredPages()), ...measuredData()]
for (const page of pages) for (let n = 0; n < WARM_UP; n++) await load(page)

for (const page of pages) {
  const times = await alone(page)
  figure(`page.${page.name}.c1.p50_ms`, median(times), "ms")
  limit(`page.${page.name}.c1.p95_ms`, percentile(times, 0.95), "ms", LISTS.has(page.name) ? P95_LIST_MS : P95_MS)
}

// Round by round over all pages, so that a moment of the machine does not weigh on one page only.
const rates = new Map<string, number[]>()
for (let round = 0; round < ROUNDS; round++) {
  for (const page of pages) rates.set(page.name, [...(rates.get(page.name) ?? []), await crowded(page)])
}
const rate = (name: string): number => median(rates.get(name) ?? [])
for (const { name } of pages) figure(`page.${name}.c16.req_s`, rate(name), "req/s")
for (const { name, beside, atLeast } of GOALS) {
  goal(`page.${name}.c16.ratio`, rate(name) / rate(beside), `× ${beside}`, { atLeast })
}
machineLoad("pages_fin")

async function alone(page: Page): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < ALONE; n++) {
    const begun = performance.now()
    await load(page)
    times.push(performance.now() - begun)
  }
  return times
}

async function crowded(page: Page): Promise<number> {
  const result = await autocannon({
    url: address(page),
    connections: CONNECTIONS,
    duration: ROUND_SECONDS,
    headers: { cookie: page.cookie },
  })
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${page.name}: ${result.non2xx + result.errors} failures`)
  return result.requests.total / result.duration
}
