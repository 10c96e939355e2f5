import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { isFree } from "./ports.ts"

const schema = z.object({
  pid: z.number(),
  port: z.number(),
  urls: z.object({ migration: z.string(), membre: z.string(), agent: z.string(), identite: z.string() }),
})

/** What a running portal tells other commands, in its data folder: passwords inside, so for its owner alone. */
export type Running = z.infer<typeof schema>

export function writeRunning(folder: string, running: Running): void {
  const file = recordOf(folder)
  writeFileSync(`${file}.partiel`, JSON.stringify(running), { mode: 0o600 })
  renameSync(`${file}.partiel`, file)
}

export function removeRunning(folder: string): void {
  rmSync(recordOf(folder), { force: true })
}

/** The record may outlive a killed launcher: it counts only while something still answers on its port. */
export async function findRunning(folder: string): Promise<Running | null> {
  const file = recordOf(folder)
  if (!existsSync(file)) return null
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")))
  if (!parsed.success || !isAlive(parsed.data.pid) || (await isFree(parsed.data.port))) return null
  return parsed.data
}

export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function recordOf(folder: string): string {
  return join(folder, "en-cours.json")
}
