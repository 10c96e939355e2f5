import { availableParallelism } from "node:os"
import { resolve } from "node:path"
import { defineConfig, type TestProjectConfiguration } from "vitest/config"

const alias = { "@": resolve(import.meta.dirname) }

/** Real PostgreSQL: one copy of the migrated database for each file. */
const onDatabase = { setupFiles: ["tests/support/database.ts"], hookTimeout: 60_000 }

export default defineConfig({
  resolve: { alias },
  test: {
    // One cluster for the whole run; a project that extended this would start another.
    globalSetup: ["tests/support/cluster.ts"],
    // Vitest keeps a core for itself; here the database and the two workers share them better.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      project("unit", {}),
      project("architecture", { testTimeout: 30_000 }),
      project("database", { ...onDatabase, testTimeout: 30_000 }),
      project("isolation", { ...onDatabase, testTimeout: 120_000 }),
      project("long", { ...onDatabase, testTimeout: 20 * 60_000 }),
    ],
  },
})

function project(name: string, test: object): TestProjectConfiguration {
  const include = [`tests/${name}/**/*.test.ts`, `tests/${name}/**/*.test.tsx`]
  return { resolve: { alias }, test: { name, include, environment: "node", pool: "forks", ...test } }
}
