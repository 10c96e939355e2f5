import { globSync } from "node:fs"
import { describe, expect, it } from "vitest"
import * as enums from "@/generated/prisma/enums.ts"
import { fileText, ROOT } from "../support/sources.ts"

const files = (pattern: string) => globSync(pattern, { cwd: ROOT }).sort()
const migrations = files("prisma/migrations/*/migration.sql").map(fileText).join("\n")

describe("state machines", () => {
  /** The last definition of each trigger is the one in force. */
  const inForce = new Map(
    [
      ...migrations.matchAll(
        /CREATE TRIGGER \w+ BEFORE UPDATE ON "?(\w+)"?\s+FOR EACH ROW\s+EXECUTE FUNCTION portail_transition\(\s*'([^']+)'/g,
      ),
    ].map(([, table, allowed]) => [String(table), withoutEnds(JSON.parse(String(allowed)))]),
  )

  it("are held by the database", () => {
    expect(inForce.size).toBeGreaterThanOrEqual(5)
  })

  it.each([...inForce])("of %s are the same in the code and in the database", async (table, allowed) => {
    const states = Object.values(Object.entries(enums).find(([name]) => name === `${pascal(table)}Etat`)?.[1] ?? {})
    const tables: Record<string, unknown>[] = []
    for (const path of files("lib/*/types.ts")) {
      for (const [name, value] of Object.entries(await import(`../../${path}`))) {
        if (/TRANSITIONS$/.test(name) && sameKeys(value, states)) tables.push(value as Record<string, unknown>)
      }
    }
    expect(tables.map(withoutEnds), `lib/<module>/types.ts exports the transitions of ${table} once`).toEqual([allowed])
  })
})

/** A state from which nothing goes on may be written with an empty list, or left out. */
function withoutEnds(transitions: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(transitions).filter(([, next]) => Array.isArray(next) && next.length > 0))
}

const sameKeys = (value: unknown, states: readonly unknown[]): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).sort().join() === [...states].sort().join()

const pascal = (table: string): string =>
  table
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("")
