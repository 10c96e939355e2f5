import { join } from "node:path"
import { EnvError, parseEnv } from "../../lib/platform/env.ts"
import { generateClient } from "../database/generate.ts"
import { migrate } from "../database/migrate.ts"
import { runProgram, supervise, WORKER } from "./children.ts"
import { Failure } from "./failure.ts"
import { nowServing } from "./lifecycle.ts"
import { root } from "./root.ts"

const NEXT = join(root, "node_modules/next/dist/bin/next")

/** Production: the same application with its own PostgreSQL, SMTP and OpenID provider, none of the demo's parts. */
export async function build(): Promise<number> {
  await generateClient()
  const { status } = await runProgram([NEXT, "build"], { NODE_ENV: "production" })
  return status
}

export function start(): Promise<number> {
  return serve("web", [NEXT, "start"])
}

export function work(): Promise<number> {
  return serve("taches", WORKER)
}

export async function migrateDatabase(): Promise<number> {
  const url = process.env.DATABASE_URL_MIGRATION
  if (!url) throw new Failure("DATABASE_URL_MIGRATION manque : l'adresse PostgreSQL de portail_migration.")
  for (const name of await migrate(url)) process.stdout.write(`${name}\n`)
  return 0
}

/** A missing or weak secret stops here, before a port is opened. */
function serve(name: string, args: string[]): Promise<number> {
  try {
    parseEnv(process.env)
  } catch (error) {
    throw error instanceof EnvError ? new Failure(error.message) : error
  }
  supervise({ name, args, env: { ...databaseUrls(), NODE_ENV: "production" }, logs: null })
  nowServing()
  return new Promise(() => undefined)
}

/** The three logins of the application; the owner's address stays with who migrates. */
function databaseUrls(): Record<string, string> {
  const names = ["DATABASE_URL_MEMBRE", "DATABASE_URL_AGENT", "DATABASE_URL_IDENTITE"]
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""]))
}
