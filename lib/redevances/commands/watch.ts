import { systeme } from "@/lib/access/context.ts"
import { remindDeadlines } from "./remind.ts"
import { expireCreances } from "./suivi.ts"

/** What time alone does: reminders before the last day, then the loss. Any number of times a day. */
export async function watchRedevances(): Promise<boolean> {
  const ctx = systeme("redevances.veille", "operateur")
  await remindDeadlines(ctx)
  await expireCreances(ctx)
  return false
}
