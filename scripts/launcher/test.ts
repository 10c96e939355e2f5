import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { generateClient } from "../database/generate.ts"
import { runProgram } from "./children.ts"
import { assertClamd, assertPoppler, findChromium } from "./chromium.ts"
import { Failure, failureLine } from "./failure.ts"
import { openOwnPortal } from "./own-portal.ts"
import { root } from "./root.ts"
import { duration, say } from "./steps.ts"
import { ONE_FAILURE, playwrightTally, type Tally, total, vitestTally } from "./tally.ts"

const bin = (path: string) => join(root, "node_modules", path)
const PROJECTS = ["unit", "architecture", "database", "isolation"]
const LONG_LIMIT_MS = 20 * 60_000

/** Too long to be part of every run: asked for by name. */
const BY_NAME = new Set(["pages"])

/** The parts in their order; `npm test -- lint unit` runs some of them. */
const PARTS: Record<string, (reports: string) => Promise<Tally>> = {
  types: async () => {
    const generated = await checked([bin("next/dist/bin/next"), "typegen"])
    return generated.failed > 0 ? generated : checked([bin("typescript/bin/tsc"), "--noEmit"])
  },
  lint: () => checked([bin("@biomejs/biome/bin/biome"), "check", "."]),
  ...Object.fromEntries(PROJECTS.map((name) => [name, (reports: string) => vitest(name, reports)])),
  browser: (reports) => playwright(["parcours", "engagements", "pannes"], reports),
  pages: (reports) => playwright(["pages"], reports),
}

export function test(args: string[]): Promise<number> {
  const unknown = args.find((name) => !(name in PARTS))
  if (unknown) throw new Failure(`« ${unknown} » n'est pas une partie des tests : ${Object.keys(PARTS).join(", ")}.`)
  const chosen = args.length > 0 ? args : Object.keys(PARTS).filter((name) => !BY_NAME.has(name))
  return closing(async (reports) => {
    if (chosen.includes("browser") || chosen.includes("pages")) findChromium()
    if (chosen.includes("unit") || chosen.includes("database")) assertPoppler()
    if (chosen.includes("unit") || chosen.includes("database") || chosen.includes("browser")) assertClamd()
    await generateClient()
    const tallies: Tally[] = []
    for (const name of chosen)
      tallies.push(await part(name, () => PARTS[name]?.(reports) ?? Promise.resolve(ONE_FAILURE)))
    return total(tallies)
  })
}

export function testLong(): Promise<number> {
  return closing((reports) => part("long", () => vitest("long", reports, LONG_LIMIT_MS)))
}

/** The last line is the sum over all, whatever happened; what could not run counts as one failure. */
async function closing(run: (reports: string) => Promise<Tally>): Promise<number> {
  const reports = mkdtempSync(join(tmpdir(), "portail-rapports-"))
  const begun = performance.now()
  const tally = await run(reports).catch((error: unknown) => {
    say(failureLine(error))
    return ONE_FAILURE
  })
  rmSync(reports, { recursive: true, force: true })
  say(`\nDurée : ${duration(performance.now() - begun)}`)
  process.stdout.write(`${tally.passed} passed, ${tally.failed} failed\n`)
  return tally.failed > 0 ? 1 : 0
}

async function part(name: string, run: () => Promise<Tally>): Promise<Tally> {
  say(`\n── ${name} ${"─".repeat(60 - name.length)}`)
  const begun = performance.now()
  const tally = await run().catch((error: unknown) => {
    say(failureLine(error))
    return ONE_FAILURE
  })
  say(`   ${name} : ${tally.passed} réussis, ${tally.failed} échoués, ${duration(performance.now() - begun)}`)
  return tally
}

async function checked(args: string[]): Promise<Tally> {
  const { status } = await runProgram(args, {})
  return status === 0 ? { passed: 1, failed: 0 } : ONE_FAILURE
}

async function vitest(project: string, reports: string, limitMs?: number): Promise<Tally> {
  const report = join(reports, `${project}.json`)
  const output = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`]
  const args = [bin("vitest/vitest.mjs"), "run", "--project", project, "--passWithNoTests", ...output]
  const { status } = await runProgram(args, { NODE_ENV: "test" }, { limitMs })
  return vitestTally(report, status)
}

async function playwright(projects: readonly string[], reports: string): Promise<Tally> {
  const env = await openOwnPortal("test")
  const report = join(reports, "browser.json")
  const args = [
    ...[bin("@playwright/test/cli.js"), "test", "--reporter=list,json"],
    ...projects.map((project) => `--project=${project}`),
  ]
  const { status } = await runProgram(args, { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report })
  return playwrightTally(report, status)
}
