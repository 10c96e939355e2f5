import { setTimeout as wait } from "node:timers/promises"

export type Loop = { stop(): Promise<void> }

type Step = {
  /** Does one piece of work; true when there was some, so that the next begins at once. */
  run: () => Promise<boolean>
  /** How long to rest when there was none, in milliseconds. */
  idleMs: number
  onError: (error: unknown) => void
}

/** Repeats a step until told to stop; `stop` waits for the piece under way. An error rests as long as no work. */
export function startLoop({ run, idleMs, onError }: Step): Loop {
  const stopping = new AbortController()
  const done = (async () => {
    while (!stopping.signal.aborted) {
      const worked = await run().catch((error: unknown) => {
        onError(error)
        return false
      })
      if (!worked) await wait(idleMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    stop() {
      stopping.abort()
      return done
    },
  }
}
