import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { NO_SCAN } from "@/lib/ports/virus-scan.ts"
import { stopCluster } from "../database/embedded.ts"
import { generateClient } from "../database/generate.ts"
import { migrate } from "../database/migrate.ts"
import { assertUsable, type DatabaseUrls } from "../database/provision.ts"
import { ensureTestCertificate } from "../local/certificate.ts"
import { ensureBuild, type Variant } from "./build.ts"
import { runQuietly, supervise, WORKER } from "./children.ts"
import { openDatabase } from "./database.ts"
import { type Environment, portalEnvironment } from "./environment.ts"
import { Failure } from "./failure.ts"
import { prepareFolder } from "./folder.ts"
import { beforeEnd } from "./lifecycle.ts"
import type { Places } from "./places.ts"
import { assertFree } from "./ports.ts"
import { root } from "./root.ts"
import { findRunning, removeRunning, writeRunning } from "./running.ts"
import { loadSecrets } from "./secrets.ts"
import { step } from "./steps.ts"
import { placeTools } from "./tools.ts"

export type Mode = "production" | "development"
export type Portal = { env: Environment; urls: DatabaseUrls }

const HEALTH_LIMIT_MS = 60_000

/** All that can be known to fail, in one line, before anything is written or started. */
export async function preflight({ folder, ports, databaseUrl }: Places): Promise<void> {
  const running = await findRunning(folder)
  if (running) {
    const where = `http://localhost:${running.port} (processus ${running.pid})`
    throw new Failure(`Le portail de ${folder} tourne déjà sur ${where} : arrêtez-le d'abord.`)
  }
  if (databaseUrl) await assertUsable(databaseUrl)
  await stopCluster(folder)
  await assertFree(ports)
  prepareFolder(folder)
}

/** From an empty folder to a portal that answers; each step does only what is left to do. */
export async function openPortal(places: Places, mode: Mode, variant: Variant = "portail"): Promise<Portal> {
  const secrets = loadSecrets(places.folder)

  const urls = await step("Base de données", () => openDatabase(places, secrets))
  await step("Migrations", () => migrate(urls.migration), plural)
  const isNew = await step(
    "Données",
    () => loadData(urls, places.departement, secrets.nextauthSecret),
    (loaded) => (loaded ? null : "déjà là"),
  )
  await placeTools(urls.migration, places.ports.modules)
  await generateClient()
  const env = { ...portalEnvironment(places, secrets, urls), NODE_ENV: mode }
  // By the portal's own way: they are encrypted with its key, where its settings say.
  if (isNew)
    await step("Documents", () => runQuietly("Les documents de démonstration", script("prisma/seed/documents.ts"), env))
  const distDir =
    mode === "production"
      ? (
          await step(
            "Construction",
            () => ensureBuild(variant),
            ({ built }) => (built ? null : "déjà faite"),
          )
        ).distDir
      : ".next"
  await step("Mise en service", () => serve(places, { ...env, NEXT_DIST_DIR: distDir }, mode))

  writeRunning(places.folder, { pid: process.pid, port: places.ports.web, urls })
  beforeEnd(async () => removeRunning(places.folder))
  return { env, urls }
}

const script = (file: string) => ["--import", "tsx", join(root, file)]

async function loadData(urls: DatabaseUrls, departement: string, nextauthSecret: string): Promise<boolean> {
  const { seed } = await import("../../prisma/seed/seed.ts")
  try {
    return (await seed({ migrationUrl: urls.migration, departement, nextauthSecret, comptes: true })).loaded
  } catch (error) {
    throw new Failure(`Les données ne se chargent pas : ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function serve(places: Places, env: Environment, mode: Mode): Promise<void> {
  const logs = join(places.folder, "journaux")
  const next = [join(root, "node_modules/next/dist/bin/next"), mode === "production" ? "start" : "dev"]
  const watch = mode === "development"
  const spoken = watch ? null : logs

  supervise({ name: "identite", args: script("scripts/local/oidc.ts"), env, logs })
  ensureTestCertificate(env.SEAL_P12_PATH ?? "", env.SEAL_P12_PASSPHRASE ?? "", "Opérateur de démonstration")
  supervise({ name: "parapheur", args: script("scripts/local/parapheur.ts"), env, logs })
  supervise({ name: "courriel", args: script("scripts/local/mail.ts"), env, logs })
  if (env.CLAMD_URL !== NO_SCAN) supervise({ name: "antivirus", args: script("scripts/local/clamd.ts"), env, logs })
  supervise({ name: "noms", args: script("scripts/local/dns.ts"), env, logs })
  supervise({ name: "prestataire", args: script("scripts/local/fournisseur.ts"), env, logs })
  supervise({ name: "chorus", args: script("scripts/local/chorus.ts"), env, logs })
  supervise({ name: "outils", args: script("scripts/local/modules.ts"), env, logs })
  supervise({ name: "taches", args: watch ? ["--watch", ...WORKER] : WORKER, env, logs: spoken })
  supervise({ name: "web", args: [...next, "-p", String(places.ports.web)], env, logs: spoken })
  await waitForHealth(places.ports.web, logs)
}

async function waitForHealth(port: number, logs: string): Promise<void> {
  let last = "aucune réponse"
  for (const begun = Date.now(); Date.now() - begun < HEALTH_LIMIT_MS; await wait(100)) {
    try {
      const response = await fetch(`http://localhost:${port}/api/health`, { signal: AbortSignal.timeout(10_000) })
      if (response.ok) return
      last = `${response.status} ${await response.text()}`
    } catch {
      last = "aucune réponse"
    }
  }
  throw new Failure(`Le portail ne répond pas comme il faut sur /api/health (${last}) : voir ${logs}`)
}

function plural(applied: string[]): string {
  if (applied.length === 0) return "à jour"
  return applied.length === 1 ? "1 appliquée" : `${applied.length} appliquées`
}
