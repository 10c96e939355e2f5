import type { z } from "zod"
import type { DatabaseTx } from "./db.ts"

/** A piece of work left for later: its name, what it carries (identifiers only), how it enters the queue. */
export type JobDefinition<P> = {
  readonly name: string
  readonly payload: z.ZodType<P>
  enqueue(tx: DatabaseTx, payload: P): Promise<void>
}
