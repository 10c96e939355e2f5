import { transaction } from "@/lib/platform/db.ts"

/** A worker says that it lives this often; silent for longer than SILENT_SECONDS, it is taken for dead. */
export const BEAT_SECONDS = 4
const SILENT_SECONDS = 12
const ANSWER_MS = 5_000

/** Not a change of the business: it leaves no trace in the journal, and old processes are forgotten on the way. */
export const beat = (processus: string): Promise<void> =>
  transaction("agent", async (tx) => {
    await tx.$executeRaw`
      insert into battement (processus, genre, le) values (${processus}, 'worker', now())
      on conflict (processus) do update set le = now()`
  })

export type Health = { status: "ok" | "error"; database: "ok" | "error"; worker: "ok" | "error" }

/** Never throws and never hangs: what does not answer in time is in error. */
export async function findHealth(): Promise<Health> {
  const alive = await Promise.race([lastBeat(), new Promise<null>((resolve) => setTimeout(resolve, ANSWER_MS, null))])
  const database = alive === null ? "error" : "ok"
  const worker = alive ? "ok" : "error"
  return { status: database === "ok" && worker === "ok" ? "ok" : "error", database, worker }
}

/** Whether a worker lives; null when the database does not answer. */
const lastBeat = (): Promise<boolean | null> =>
  transaction("membre", async (tx) => {
    const [row] = await tx.$queryRaw<{ alive: boolean | null }[]>`
      select max(le) > now() - make_interval(secs => ${SILENT_SECONDS}::int) as alive from battement where genre = 'worker'`
    return row?.alive ?? false
  }).catch(() => null)
