import { setTimeout as wait } from "node:timers/promises"

export type Loop = {
  /** There may be work: the rest under way ends, or the next one does not begin. */
  wake(): void
  stop(): Promise<void>
}

type Step = {
  /** Does one piece of work; true when there was some, so that the next begins at once. */
  run: () => Promise<boolean>
  /** How long to rest when there was none, in milliseconds. */
  idleMs: number
  onError: (error: unknown) => void
}

/** Repeats a step until told to stop; `stop` waits for the piece under way. An error rests as long as no work. */
export function startLoop({ run, idleMs, onError }: Step): Loop {
  let stopped = false
  // Renewed before each piece of work: what comes while it is done cuts the rest after it.
  let awake = new AbortController()
  const done = (async () => {
    while (!stopped) {
      awake = new AbortController()
      const worked = await run().catch((error: unknown) => {
        onError(error)
        return false
      })
      if (!worked && !stopped) await wait(idleMs, undefined, { signal: awake.signal }).catch(() => undefined)
    }
  })()
  return {
    wake: () => awake.abort(),
    stop() {
      stopped = true
      awake.abort()
      return done
    },
  }
}
