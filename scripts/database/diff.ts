import { startDisposableCluster } from "./disposable.ts"
import { NO_FILTER, withSchemaEngine } from "./schema-engine.ts"
import { committedSchema, currentSchema, type SchemaFile } from "./schema-files.ts"

/** The SQL that leads from the committed data model to the one of the working tree; empty when they agree. */
export async function diffSchema(from = committedSchema(), to = currentSchema()): Promise<string> {
  // The engine wants a server to talk to, if only to learn its version.
  const cluster = await startDisposableCluster()
  try {
    return await withSchemaEngine(cluster.adminUrl, async (engine) => {
      const options = { script: true, exitCode: null, filters: NO_FILTER }
      const result = await engine.diff({ from: target(from), to: target(to), ...options })
      return (result.stdout ?? "").trim()
    })
  } finally {
    await cluster.stop()
  }
}

function target(files: SchemaFile[]) {
  return files.length === 0 ? { tag: "empty" as const } : { tag: "schemaDatamodel" as const, files }
}
