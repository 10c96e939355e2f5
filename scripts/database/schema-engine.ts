import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { PrismaPg } from "@prisma/adapter-pg"
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils"
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg"

/** No table or enum of ours is managed outside the migrations. */
export const NO_FILTER = { externalTables: [], externalEnums: [] }

/** What PostgreSQL answered to a script; the engine itself only says that its connector failed. */
export class ScriptError extends Error {}

let loaded: Promise<void> | null = null

/**
 * Prisma's own schema engine, in process: `prisma migrate` downloads a native binary first, this needs no network and
 * keeps the same ledger (`_prisma_migrations`), so that both can be used on one database.
 */
export async function withSchemaEngine<T>(url: string, work: (engine: bindings.SchemaEngine) => Promise<T>) {
  loaded ??= load()
  await loaded
  const adapters = new WholeScripts(url)
  const bound = bindMigrationAwareSqlAdapterFactory(adapters)
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, bound)
  try {
    return await work(engine)
  } catch (error) {
    throw adapters.scriptError ?? error
  } finally {
    engine.free()
    await adapters.close()
  }
}

/** The stock adapter cuts scripts at each `;`, function bodies included. Sent whole, a script is also one transaction. */
class WholeScripts extends PrismaPg {
  scriptError: ScriptError | null = null
  private readonly opened: (() => Promise<void>)[] = []

  override async connect() {
    const adapter = await super.connect()
    adapter.executeScript = async (script) => {
      try {
        await adapter.underlyingDriver().query(script)
      } catch (error) {
        this.scriptError = new ScriptError(error instanceof Error ? error.message : String(error))
        throw error
      }
    }
    this.opened.push(() => adapter.dispose())
    return adapter
  }

  async close(): Promise<void> {
    for (const dispose of this.opened) await dispose().catch(() => undefined)
  }
}

/** The package imports its `.wasm` as a module, which neither tsx nor Vitest can: instantiate it by hand. */
async function load(): Promise<void> {
  const file = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm")
    .replace("schema_engine.js", "schema_engine_bg.wasm")
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    "./schema_engine_bg.js": Object.fromEntries(Object.entries(bindings).map(unreferenced)),
  })
  bindings.__wbg_set_wasm(instance.exports)
  const start = instance.exports.__wbindgen_start
  if (typeof start === "function") start()
}

/** The engine never clears the 10 s timer of its lock, which would keep a finished command waiting. */
function unreferenced([name, binding]: [string, WebAssembly.ImportValue]): [string, WebAssembly.ImportValue] {
  if (!name.startsWith("__wbg_setTimeout_") || typeof binding !== "function") return [name, binding]
  return [name, (...args: unknown[]) => binding(...args).unref()]
}
