import { createHash } from "node:crypto"
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { basename, join, relative } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { runQuietly } from "./children.ts"
import { Failure } from "./failure.ts"
import { beforeEnd } from "./lifecycle.ts"
import { root } from "./root.ts"
import { isAlive } from "./running.ts"

/** The bench measures beside empty pages of the same build, which no other build has. */
export type Variant = "portail" | "bench"

const PREFIX = ".next-"
const LOCK = join(root, ".next-verrou")
const KEPT_BUILDS = 3

/** Nothing of these enters a build: a change in them must not ask for another. */
const APART = new Set(["node_modules", "docs", "tests", "scripts", "generated", "test-results", "playwright-report"])
const APART_PATHS = new Set(["prisma/migrations", "prisma/seed", "vitest.config.ts", "playwright.config.ts"])

/**
 * A production build of the sources as they are, in a folder named after them. `next build` writes in place: a running
 * portal is served from a copy, so that tests or a second start can build beside it.
 */
export async function ensureBuild(variant: Variant = "portail"): Promise<{ distDir: string; built: boolean }> {
  const distDir = `${PREFIX}${sourcesHash(variant)}`
  if (isComplete(distDir)) return { distDir, built: false }
  await lock()
  try {
    if (isComplete(distDir)) return { distDir, built: false }
    const env = { NODE_ENV: "production", NEXT_DIST_DIR: ".next", PORTAIL_BENCH: String(variant === "bench") }
    await runQuietly("La construction", [join(root, "node_modules/next/dist/bin/next"), "build"], env)
    if (!existsSync(join(root, ".next/BUILD_ID"))) throw new Failure("La construction s'est arrêtée avant sa fin.")
    publish(distDir)
    return { distDir, built: true }
  } finally {
    unlock()
  }
}

function isComplete(distDir: string): boolean {
  return existsSync(join(root, distDir, "BUILD_ID"))
}

function publish(distDir: string): void {
  const partial = join(root, `${distDir}.partiel`)
  rmSync(partial, { recursive: true, force: true })
  cpSync(join(root, ".next"), partial, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !["cache", "dev", "trace"].includes(relative(join(root, ".next"), source)),
  })
  renameSync(partial, join(root, distDir))
  writeFileSync(join(root, distDir, "construit-le"), new Date().toISOString())
  removeOldBuilds()
}

function removeOldBuilds(): void {
  const builds = readdirSync(root)
    .filter((name) => name.startsWith(PREFIX) && existsSync(join(root, name, "construit-le")))
    .map((name) => ({ name, at: readFileSync(join(root, name, "construit-le"), "utf8") }))
    .sort((a, b) => b.at.localeCompare(a.at))
  for (const { name } of builds.slice(KEPT_BUILDS)) rmSync(join(root, name), { recursive: true, force: true })
}

export function sourcesHash(variant: Variant): string {
  const hash = createHash("sha256").update(variant)
  for (const file of sourceFiles(root)) hash.update(`${relative(root, file)}\0`).update(readFileSync(file))
  return hash.digest("hex").slice(0, 12)
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (isApart(path)) return []
      return entry.isDirectory() ? sourceFiles(path) : [path]
    })
}

function isApart(path: string): boolean {
  const name = basename(path)
  const inside = relative(root, path)
  const generated = name === "next-env.d.ts" || name.endsWith(".tsbuildinfo")
  return name.startsWith(".") || generated || name.endsWith(".md") || APART.has(inside) || APART_PATHS.has(inside)
}

/** One build at a time in a clone; the second waits for the first, and takes over from a dead one. */
async function lock(): Promise<void> {
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: "wx" })
      beforeEnd(async () => unlock())
      return
    } catch {
      if (!isAlive(holder())) rmSync(LOCK, { force: true })
      await wait(500)
    }
  }
}

function unlock(): void {
  if (holder() === process.pid) rmSync(LOCK, { force: true })
}

function holder(): number {
  return existsSync(LOCK) ? Number(readFileSync(LOCK, "utf8")) : 0
}
