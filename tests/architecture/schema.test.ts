import { globSync } from "node:fs"
import { expect, it } from "vitest"
import { fileText, ROOT } from "../support/sources.ts"

const files = (pattern: string) => globSync(pattern, { cwd: ROOT }).sort()
const migrations = files("prisma/migrations/*/migration.sql").map(fileText).join("\n")
const schema = files("prisma/schema/*.prisma")

it("amounts and rates are exact: no floating-point column", () => {
  expect(schema.filter((path) => /\bFloat\b/.test(fileText(path)))).toEqual([])
  expect(migrations).not.toMatch(/\b(double precision|real|float[48]?|money)\b/i)
})

it("an amount is in cents, as a whole number", () => {
  const amounts = schema.flatMap((path) => [...fileText(path).matchAll(/^\s+(montant\w*)\s+(\w+)/gm)])
  expect(amounts.length).toBeGreaterThan(5)
  for (const [, name, type] of amounts) expect(type, name).toBe("BigInt")
})

it("every relation says what happens when its target goes", () => {
  const silent = schema.flatMap((path) =>
    [...fileText(path).matchAll(/@relation\([^)]*fields:[^)]*\)/g)].map(([text]) => text),
  )
  expect(silent.filter((text) => !/onDelete: (Restrict|Cascade)/.test(text))).toEqual([])
})
