import { existsSync, readdirSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { stopCluster } from "../database/embedded.ts"
import { runProgram } from "./children.ts"
import type { Environment } from "./environment.ts"
import { Failure } from "./failure.ts"
import { ownPlaces } from "./places.ts"
import { openPortal, preflight } from "./portal.ts"
import { freePorts } from "./ports.ts"
import { root } from "./root.ts"
import { findRunning } from "./running.ts"

/** A worker begins with what the demonstration left to do; what is measured is not that. */
const SETTLE_MS = 20_000

type OwnName = "test" | "bench" | "captures"

/** A fresh portal beside whatever runs, with the owner's URL for those who measure or check. */
export async function openOwnPortal(name: OwnName): Promise<Environment> {
  const places = ownPlaces(name, await freePorts())
  if (await findRunning(places.folder)) throw new Failure(`« ${name} » tourne déjà dans ce clone : attendez sa fin.`)
  await stopCluster(places.folder)
  rmSync(places.folder, { recursive: true, force: true })
  await preflight(places)
  const { env, urls } = await openPortal(places, "production", name === "bench" ? "bench" : "portail")
  return { ...env, DATABASE_URL_MIGRATION: urls.migration }
}

/**
 * Each file of `scripts/bench` prints its figures; the status is 1 as soon as one misses its goal. `npm run bench -- pages`
 * runs one of them.
 */
export async function bench(args: string[]): Promise<number> {
  // Built with the pages to measure beside, and served with the same configuration (next.config.ts).
  process.env.PORTAIL_BENCH = "true"
  const folder = "scripts/bench"
  const files = existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).filter((name) => name.endsWith(".ts"))
    : []
  const chosen = files.sort().filter((name) => args.length === 0 || args.includes(name.replace(/\.ts$/, "")))
  if (chosen.length === 0) throw new Failure(`Il y a à mesurer : ${files.join(", ").replaceAll(".ts", "")}.`)
  return runScripts(
    "bench",
    chosen.map((name) => `${folder}/${name}`),
  )
}

export function captures(): Promise<number> {
  return runScripts("captures", ["scripts/captures.ts"])
}

async function runScripts(name: OwnName, scripts: string[]): Promise<number> {
  const env = await openOwnPortal(name)
  if (name === "bench") await wait(SETTLE_MS)
  let worst = 0
  for (const script of scripts) {
    const { status } = await runProgram(["--import", "tsx", join(root, script)], env)
    worst = Math.max(worst, status)
  }
  return worst
}
