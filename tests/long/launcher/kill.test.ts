import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { stopCluster } from "@/scripts/database/embedded.ts"
import { withClient } from "@/scripts/database/provision.ts"
import type { Ports } from "@/scripts/launcher/places.ts"
import { freePorts, isFree } from "@/scripts/launcher/ports.ts"
import { type Launched, launch } from "@/tests/support/launcher.ts"

let folder: string
let ports: Ports
let env: Record<string, string>

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "portail-demo-"))
  ports = await freePorts()
  env = { PORT: String(ports.web), PORTAIL_DATA_DIR: folder }
})

afterAll(async () => {
  for (const { child } of started) child.kill("SIGTERM")
  await Promise.all(started.map(({ ended }) => ended))
  await stopCluster(folder)
  rmSync(folder, { recursive: true, force: true })
})

const started: Launched[] = []
const start = () => {
  const launched = launch(["demo"], env)
  started.push(launched)
  return launched
}

const running = () => JSON.parse(readFileSync(join(folder, "en-cours.json"), "utf8"))
const launcherPid = () => Number(running().pid)

const until = async (condition: () => Promise<boolean> | boolean, seconds: number, what: () => string) => {
  for (const begun = Date.now(); !(await condition()); await wait(100)) {
    if (Date.now() - begun > seconds * 1000) throw new Error(`not within ${seconds} s: ${what()}`)
  }
}

const serving = async (launched: Launched, seconds: number) => {
  await until(
    () => /Ctrl-C arrête tout/.test(launched.said()) || launched.child.exitCode !== null,
    seconds,
    launched.said,
  )
  expect(launched.said()).toContain("Ctrl-C arrête tout")
}

const members = async () => {
  const { urls } = running()
  const count = "SELECT count(*)::int AS members FROM adhesion WHERE statut = 'adherent' AND jusqua IS NULL"
  return withClient(urls.agent, async (client) => (await client.query(count)).rows[0].members)
}

test("a demonstration killed without a word frees its ports, starts again with its data and its build, and Ctrl-C stops it all", async () => {
  const first = start()
  await serving(first, 240)
  expect(await members()).toBe(443)
  const second = start()
  expect(await second.ended).toBe(1)
  expect(second.said()).toMatch(/tourne déjà/)
  const url = execFileSync(process.execPath, ["scripts/start.mjs", "db:url"], { env: { ...process.env, ...env } })
  expect(String(url)).toMatch(/^postgresql:\/\/portail_membre:.*\/portail\n$/)

  process.kill(launcherPid(), "SIGKILL")
  await first.ended
  await until(
    async () => (await isFree(ports.web)) && (await isFree(ports.oidc)),
    15,
    () => "ports still taken",
  )

  const again = start()
  await serving(again, 60)
  // How many seconds that takes is for a machine at rest; that nothing is done twice holds on any.
  expect(again.said()).toMatch(/Données .*déjà là[\s\S]*Construction .*déjà faite/)
  expect(await members()).toBe(443)

  // A terminal gives Ctrl-C to both processes.
  again.child.kill("SIGINT")
  process.kill(launcherPid(), "SIGINT")
  expect(await again.ended).toBe(0)
  for (const port of Object.values(ports)) expect(await isFree(port)).toBe(true)
})
