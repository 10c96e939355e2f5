import { type ChildProcess, spawn } from "node:child_process"
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { delimiter, join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { pathToFileURL } from "node:url"
import type { LocalServer } from "./server.ts"

/** A real clamd with one signature of our own, the EICAR test: the official base is several hundred megabytes. */

/** NAME:TARGET:OFFSET:HEX, any file and any place. */
const SIGNATURES = `Eicar-Essai:0:*:${Buffer.from("EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").toString("hex")}\n`
/** Debian keeps it where an ordinary PATH does not look. */
const BESIDE = ["/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"]
const START_MS = 20_000

export function findClamd(): string | null {
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), ...BESIDE]
  return folders.map((folder) => join(folder, "clamd")).find(existsSync) ?? null
}

type Options = { port: number; folder: string; output?: "inherit" | "ignore" }

export async function startClamd({ port, folder, output = "ignore" }: Options): Promise<LocalServer> {
  const program = findClamd()
  if (!program) throw new Error("clamd manque : « apt-get install clamav-daemon » (Debian) ou « brew install clamav ».")
  const child = spawn(program, [`--config-file=${configure(folder, port)}`], {
    stdio: ["ignore", output, output],
  })
  // Whatever ends us, it must not keep its port.
  process.once("exit", () => child.kill("SIGKILL"))
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  await waitForPort(child, port)
  return {
    url: `tcp://localhost:${port}`,
    close: () => {
      child.kill("SIGTERM")
      return ended
    },
  }
}

function configure(folder: string, port: number): string {
  const signatures = join(folder, "signatures")
  mkdirSync(signatures, { recursive: true })
  writeFileSync(join(signatures, "essai.ndb"), SIGNATURES)
  const config = join(folder, "clamd.conf")
  const lines = [
    "Foreground yes",
    `TCPSocket ${port}`,
    "TCPAddr localhost",
    `DatabaseDirectory ${signatures}`,
    `TemporaryDirectory ${folder}`,
    "StreamMaxLength 30M",
    "MaxThreads 4",
  ]
  writeFileSync(config, `${lines.join("\n")}\n`)
  return config
}

async function waitForPort(child: ChildProcess, port: number): Promise<void> {
  for (const begun = Date.now(); Date.now() - begun < START_MS; await wait(50)) {
    if (child.exitCode !== null) throw new Error(`clamd stopped at once (code ${child.exitCode})`)
    if (await isOpen(port)) return
  }
  child.kill("SIGKILL")
  throw new Error("clamd does not listen")
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: "localhost", port })
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false))
    socket.once("connect", () => socket.destroy())
  })

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { CLAMD_PORT = "3008", PORTAIL_DATA_DIR = ".data" } = process.env
  const { url, close } = await startClamd({
    port: Number(CLAMD_PORT),
    folder: join(PORTAIL_DATA_DIR, "clamd"),
    output: "inherit",
  })
  console.log(`clamd: ${url}`)
  const stop = () => void close().then(() => process.exit(0))
  process.once("SIGTERM", stop).once("SIGINT", stop)
}
