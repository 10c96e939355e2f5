import { type ChildProcess, spawn } from "node:child_process"
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import type { PdfReport } from "./child.ts"

/** What a stranger's PDF may cost: past either, the program that reads it is killed and the file refused. */
export type Bounds = { timeMs: number; memoryBytes: number }
export const BOUNDS: Bounds = { timeMs: 20_000, memoryBytes: 700 * 1024 * 1024 }

const POLL_MS = 50
const PAGE_BYTES = 4096

/** Reads a PDF in a program of its own, which can write no file and start nothing. Null when it passed its bounds. */
export function inspectPdf(bytes: Uint8Array, bounds: Bounds = BOUNDS): Promise<PdfReport | null> {
  // From the root, not from this file: the bundler moves files. Node strips the types of the program by itself.
  const root = /*turbopackIgnore: true*/ process.cwd()
  const confined = ["--permission", `--allow-fs-read=${root}/*`, "--max-old-space-size=384", "--no-warnings"]
  const child = spawn(process.execPath, [...confined, join(root, "lib/documents/pdf/child.ts")], {
    stdio: ["pipe", "pipe", "ignore"],
    env: { NODE_ENV: "production" },
  })
  return new Promise((resolve, reject) => {
    const said: Buffer[] = []
    const kill = () => child.kill("SIGKILL")
    const limit = setTimeout(kill, bounds.timeMs)
    const watch = setInterval(() => void killPast(child, bounds.memoryBytes), POLL_MS)
    child.on("error", reject)
    child.on("close", (code) => {
      clearTimeout(limit)
      clearInterval(watch)
      resolve(code === 0 ? (JSON.parse(Buffer.concat(said).toString("utf8")) as PdfReport) : null)
    })
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk))
    // It may be killed before it has read everything.
    child.stdin.on("error", () => undefined)
    child.stdin.end(bytes)
  })
}

/** Linux says what a process holds; elsewhere only its heap and its time are bounded. */
async function killPast(child: ChildProcess, memoryBytes: number): Promise<void> {
  const pages = await readFile(`/proc/${child.pid}/statm`, "utf8").catch(() => null)
  if (pages && Number(pages.split(" ")[1]) * PAGE_BYTES > memoryBytes) child.kill("SIGKILL")
}
