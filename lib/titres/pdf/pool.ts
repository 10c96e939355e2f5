import { availableParallelism } from "node:os"
import { Worker } from "node:worker_threads"
import type { Emetteur, TitreFile } from "../types.ts"
import type { RenderAnswer, RenderRequest } from "./thread.ts"

export type TitrePdfPool = {
  /** The pages in the order given, shared among the threads. */
  render(titres: readonly TitreFile[], emetteur: Emetteur): Promise<Buffer[]>
  close(): Promise<void>
}

// Node strips its types by itself, so all that the thread imports is by relative path: no loader, whoever starts it.
const THREAD = new URL("./thread.ts", import.meta.url)

/** One thread a core: each cuts its fonts once and keeps them. */
export function openTitrePdfPool(threads = availableParallelism()): TitrePdfPool {
  const workers = Array.from({ length: threads }, () => new Worker(THREAD, { execArgv: [] }))
  return {
    async render(titres, emetteur) {
      const size = Math.ceil(titres.length / workers.length)
      const parts = workers.map((worker, i) =>
        ask(worker, { titres: titres.slice(i * size, (i + 1) * size), emetteur }),
      )
      return (await Promise.all(parts)).flat()
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.terminate()))
    },
  }
}

function ask(worker: Worker, request: RenderRequest): Promise<Buffer[]> {
  if (request.titres.length === 0) return Promise.resolve([])
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off("message", onMessage)
      worker.off("error", onError)
      finish()
    }
    const onMessage = (answer: RenderAnswer) =>
      settle(() => (answer.ok ? resolve(answer.pdfs.map((pdf) => Buffer.from(pdf))) : reject(new Error(answer.error))))
    const onError = (error: unknown) => settle(() => reject(error))
    worker.on("message", onMessage)
    worker.on("error", onError)
    worker.postMessage(request)
  })
}
