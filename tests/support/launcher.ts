import { type ChildProcess, spawn } from "node:child_process"
import { join } from "node:path"
import { root } from "@/scripts/launcher/root.ts"

export type Launched = {
  child: ChildProcess
  /** Everything said so far, on both streams. */
  said: () => string
  ended: Promise<number | null>
}

/** Runs a command as a person does, through `scripts/start.mjs`. */
export function launch(args: string[], env: Record<string, string>): Launched {
  const parts: string[] = []
  const child = spawn(process.execPath, [join(root, "scripts/start.mjs"), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NODE_ENV: "test", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => parts.push(String(chunk)))
  const ended = new Promise<number | null>((resolve) => child.on("close", (code) => resolve(code)))
  return { child, said: () => parts.join(""), ended }
}
