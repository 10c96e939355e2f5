import { setTimeout as wait } from "node:timers/promises"
import { afterEach, describe, expect, it } from "vitest"
import { type Loop, startLoop } from "@/lib/platform/loop.ts"

const HOUR_MS = 3_600_000
let loop: Loop | undefined

afterEach(() => loop?.stop())

describe("a loop", () => {
  it("begins the next piece at once while there is work, then rests", async () => {
    const runs = counted([true, true, false])
    loop = startLoop({ run: runs.run, idleMs: HOUR_MS, onError: fail })
    await runs.reach(3)
    await wait(20)
    expect(runs.count()).toBe(3)
  })

  it("ends its rest when it is woken", async () => {
    const runs = counted([false, false])
    loop = startLoop({ run: runs.run, idleMs: HOUR_MS, onError: fail })
    await runs.reach(1)
    await wait(5)
    loop.wake()
    await runs.reach(2)
  })

  it("does not rest after a piece during which it was woken", async () => {
    const runs = counted([false, false])
    loop = startLoop({
      run: async () => {
        const worked = await runs.run()
        if (runs.count() === 1) loop?.wake()
        return worked
      },
      idleMs: HOUR_MS,
      onError: fail,
    })
    await runs.reach(2)
  })

  it("rests after an error, says it, and goes on", async () => {
    const errors: unknown[] = []
    const runs = counted([new Error("broken"), false])
    loop = startLoop({ run: runs.run, idleMs: 1, onError: (error) => errors.push(error) })
    await runs.reach(2)
    expect(errors).toEqual([new Error("broken")])
  })

  it("stops after the piece under way", async () => {
    const runs = counted([true, true])
    loop = startLoop({ run: runs.run, idleMs: HOUR_MS, onError: fail })
    await runs.reach(1)
    await loop.stop()
    const ended = runs.count()
    await wait(10)
    expect(runs.count()).toBe(ended)
  })
})

function fail(error: unknown): never {
  throw error
}

/** Answers one after the other, the last one for ever. */
function counted(answers: readonly (boolean | Error)[]) {
  let count = 0
  return {
    count: () => count,
    async run() {
      const answer = answers[Math.min(count, answers.length - 1)]
      count += 1
      await wait(1)
      if (answer instanceof Error) throw answer
      return answer ?? false
    },
    async reach(wanted: number) {
      while (count < wanted) await wait(1)
    },
  }
}
