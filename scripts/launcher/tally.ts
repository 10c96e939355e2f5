import { existsSync, readFileSync } from "node:fs"
import { z } from "zod"

export type Tally = { passed: number; failed: number }

export const ONE_FAILURE: Tally = { passed: 0, failed: 1 }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

/** A skipped test and a file that does not load have failed: nothing is passed over in silence. */
export function vitestTally(file: string, status: number): Tally {
  const report = read(file, vitestReport)
  if (!report) return ONE_FAILURE
  const broken = report.testResults.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0)
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + broken.length
  return agreeing({ passed: report.numPassedTests, failed }, status)
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
})

export function playwrightTally(file: string, status: number): Tally {
  const report = read(file, playwrightReport)
  if (!report) return ONE_FAILURE
  const { expected, unexpected, flaky, skipped } = report.stats
  return agreeing({ passed: expected, failed: unexpected + flaky + skipped }, status)
}

export function total(tallies: Tally[]): Tally {
  return tallies.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
    passed: 0,
    failed: 0,
  })
}

/** A run can fail outside of its tests (an error in a hook, an unhandled rejection, its time limit). */
function agreeing(tally: Tally, status: number): Tally {
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

function read<T>(file: string, schema: z.ZodType<T>): T | null {
  if (!existsSync(file)) return null
  const parsed = schema.safeParse(JSON.parse(readFileSync(file, "utf8")))
  return parsed.success ? parsed.data : null
}
