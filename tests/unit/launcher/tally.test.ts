import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { playwrightTally, total, vitestTally } from "@/scripts/launcher/tally.ts"

const folder = mkdtempSync(join(tmpdir(), "portail-tally-"))
const report = (content: unknown) => {
  const file = join(folder, `${crypto.randomUUID()}.json`)
  writeFileSync(file, JSON.stringify(content))
  return file
}
const vitest = (change: object = {}) =>
  report({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...change })

afterAll(() => rmSync(folder, { recursive: true }))

describe("the closing line", () => {
  test("counts what passed", () => {
    expect(vitestTally(vitest(), 0)).toEqual({ passed: 5, failed: 0 })
    const stats = { expected: 3, unexpected: 0, flaky: 0, skipped: 0 }
    expect(playwrightTally(report({ stats }), 0)).toEqual({ passed: 3, failed: 0 })
  })

  test("counts a skipped test, a flaky one and a file that does not load as failed", () => {
    expect(vitestTally(vitest({ numPendingTests: 1, numTodoTests: 1 }), 0).failed).toBe(2)
    expect(vitestTally(vitest({ testResults: [{ status: "failed", assertionResults: [] }] }), 1).failed).toBe(1)
    const stats = { expected: 3, unexpected: 1, flaky: 1, skipped: 1 }
    expect(playwrightTally(report({ stats }), 1)).toEqual({ passed: 3, failed: 3 })
  })

  test("fails when the run failed although every test passed, or left no report", () => {
    expect(vitestTally(vitest(), 1)).toEqual({ passed: 5, failed: 1 })
    expect(vitestTally(join(folder, "nowhere.json"), 0)).toEqual({ passed: 0, failed: 1 })
  })

  test("adds up all parts", () => {
    expect(
      total([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 3 },
      ]),
    ).toEqual({ passed: 3, failed: 3 })
    expect(total([])).toEqual({ passed: 0, failed: 0 })
  })
})
