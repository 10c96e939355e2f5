import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Failure } from "../launcher/failure.ts"
import { root } from "../launcher/root.ts"
import { withClient } from "./provision.ts"
import { NO_FILTER, ScriptError, withSchemaEngine } from "./schema-engine.ts"

const FOLDER = join(root, "prisma/migrations")

/** Applies what is missing of `prisma/migrations`, as the owner; returns the names of what it applied. */
export async function migrate(ownerUrl: string, folder = FOLDER): Promise<string[]> {
  const before = await unfinished(ownerUrl)
  if (before) throw new Failure(`La migration ${before} est restée inachevée (prisma migrate resolve), puis relancez.`)
  try {
    return await withSchemaEngine(ownerUrl, async (engine) => {
      const applied = await engine.applyMigrations({ migrationsList: listMigrations(folder), filters: NO_FILTER })
      return applied.appliedMigrationNames
    })
  } catch (error) {
    if (!(error instanceof ScriptError)) throw error
    throw new Failure(`La migration ${await forget(ownerUrl)} a échoué, rien n'en reste : ${error.message}`)
  }
}

/** A script is one transaction, so a failed one left nothing: its line in the ledger must not block the next try. */
async function forget(ownerUrl: string): Promise<string> {
  const name = (await unfinished(ownerUrl)) ?? "inconnue"
  await withSchemaEngine(ownerUrl, (engine) => engine.markMigrationRolledBack({ migrationName: name }))
  return name
}

function unfinished(ownerUrl: string): Promise<string | null> {
  return withClient(ownerUrl, async (client) => {
    const ledger = await client.query("SELECT to_regclass('_prisma_migrations') AS known")
    if (ledger.rows[0]?.known === null) return null
    const rows = await client.query<{ migration_name: string }>(
      "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL",
    )
    return rows.rows[0]?.migration_name ?? null
  })
}

function listMigrations(folder: string) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(sqlFile(folder, name))) : []
  const lock = join(folder, "migration_lock.toml")
  return {
    baseDir: folder,
    lockfile: { path: "./migration_lock.toml", content: existsSync(lock) ? readFileSync(lock, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: names.sort().map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok" as const, value: readFileSync(sqlFile(folder, name), "utf8") },
      },
    })),
  }
}

function sqlFile(folder: string, name: string): string {
  return join(folder, name, "migration.sql")
}
