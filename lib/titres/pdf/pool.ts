import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import type { Emetteur, TitreFile } from "../types.ts"
import type { RenderAnswer, RenderKind, RenderRequest } from "./thread.ts"

export type TitrePdfPool = {
  /** One document (Factur-X where its issuer can be named), or its page alone, by the first thread that is free. */
  render(titre: TitreFile, emetteur: Emetteur, kind?: RenderKind): Promise<Buffer>
  close(): Promise<void>
}

type Page = {
  titre: TitreFile
  emetteur: Emetteur
  kind: RenderKind
  resolve: (pdf: Buffer) => void
  reject: (error: unknown) => void
}

// Node strips its types by itself, so all that the thread imports is by relative path: no loader, whoever starts it.
const THREAD = new URL("./thread.ts", import.meta.url)

/** Pages that a thread has before it: enough never to wait for this one, few enough that all threads end together. */
const AHEAD = 3

/** Of a thread: its fonts and pages take a third of it. Without a bound, each keeps its garbage until the machine is full. */
const MEMORY = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32 }

/** One thread a core: each cuts its fonts once and keeps them. One that ended is replaced when a page is asked. */
export function openTitrePdfPool(threads = availableParallelism()): TitrePdfPool {
  const waiting: Page[] = []
  const open = new Set<Thread>()

  const feed = (thread: Thread) => {
    while (thread.busy() < AHEAD) {
      const page = waiting.shift()
      if (!page) return
      thread.draw(page)
    }
  }
  const start = () => {
    while (open.size < threads) {
      const thread = startThread({
        onFree: () => feed(thread),
        onEnd: (reason) => {
          open.delete(thread)
          if (open.size === 0) for (const page of waiting.splice(0)) page.reject(reason)
        },
      })
      open.add(thread)
    }
  }
  start()

  return {
    render: (titre, emetteur, kind = "document") =>
      new Promise((resolve, reject) => {
        waiting.push({ titre, emetteur, kind, resolve, reject })
        start()
        for (const thread of open) feed(thread)
      }),
    async close() {
      await Promise.all([...open].map((thread) => thread.end()))
    },
  }
}

type Thread = { busy(): number; draw(page: Page): void; end(): Promise<number> }

/** A thread that ends fails the pages it had, and no other. */
function startThread({ onFree, onEnd }: { onFree: () => void; onEnd: (reason: unknown) => void }): Thread {
  const worker = new Worker(THREAD, { execArgv: [], resourceLimits: MEMORY })
  const under = new Map<number, Page>()
  let last = 0
  let reason: unknown = new Error("the thread that drew this page has ended")
  worker.on("message", (answer: RenderAnswer) => {
    const page = under.get(answer.id)
    under.delete(answer.id)
    onFree()
    if (answer.ok) page?.resolve(Buffer.from(answer.pdf))
    else page?.reject(new Error(answer.error))
  })
  worker.on("error", (error) => {
    reason = error
  })
  worker.on("exit", () => {
    for (const page of under.values()) page.reject(reason)
    onEnd(reason)
  })
  return {
    busy: () => under.size,
    draw(page) {
      last += 1
      under.set(last, page)
      const { titre, emetteur, kind } = page
      worker.postMessage({ id: last, titre, emetteur, kind } satisfies RenderRequest)
    },
    end: () => worker.terminate(),
  }
}
