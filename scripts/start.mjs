// The first thing a fresh clone runs, on whatever Node the system has: plain JavaScript, no dependency. It installs what
// lacks, then hands over to the project's own Node (node_modules/.bin/node) and scripts/launcher/main.ts.
import { spawn, spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = join(root, "node_modules/.bin")
const ownNode = join(root, "node_modules/node/bin/node")

if (!isInstalled()) install()
handOver(process.argv.slice(2))

/** npm writes `.package-lock.json` last: it is there and agrees only after a complete installation. */
function isInstalled() {
  const record = join(root, "node_modules/.package-lock.json")
  if (!existsSync(record) || !existsSync(ownNode)) return false
  const wanted = packages(join(root, "package-lock.json"))
  const installed = packages(record)
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional, peer }]) =>
      path === "" || (installed[path] ? installed[path].version === version : optional || devOptional || peer),
  )
}

function packages(file) {
  return JSON.parse(readFileSync(file, "utf8")).packages
}

function install() {
  const begun = Date.now()
  console.error("  Installation des paquets…")
  // Not `npm ci`: it refuses a lock without the packages of other platforms, which not every registry serves. This takes
  // the same locked versions, and leaves the lock as it is.
  const { status } = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  })
  if (status !== 0) stop("L'installation a échoué : lancez « npm install » et corrigez ce qu'il signale.")
  if (!existsSync(ownNode)) stop("Node 24 manque dans node_modules : lancez « npm install » sans --ignore-scripts.")
  console.error(`  Installation faite en ${Math.round((Date.now() - begun) / 1000)} s`)
}

function handOver(args) {
  const main = join(root, "scripts/launcher/main.ts")
  const child = spawn(ownNode, ["--import", "tsx", main, ...args], {
    cwd: root,
    // The channel carries nothing: its closing tells the launcher that this process is gone.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: { ...process.env, PATH: `${bin}:${process.env.PATH}`, NEXT_TELEMETRY_DISABLED: "1" },
  })
  // A terminal gives Ctrl-C to both: the launcher stops its children in order, this one only waits for it.
  process.on("SIGINT", () => {})
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal))
  child.on("exit", (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

function stop(line) {
  console.error(line)
  process.exit(1)
}
