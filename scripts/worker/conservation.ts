import { forgetContacts } from "@/lib/adhesions/commands/forget-contacts.ts"
import { forgetUsages } from "@/lib/outils/commands/usage.ts"
import { forgetAccessRequests } from "@/lib/personnes/commands/forget-requests.ts"
import { eraseNextAccount, forgetNames, warnIdleAccounts } from "@/lib/personnes/commands/idle-accounts.ts"

/** Keeps what the privacy page promises, by the durations of the settings. True when something was done. */
export async function applyConservation(now: Date): Promise<boolean> {
  const done = [
    await warnIdleAccounts(now),
    await eraseNextAccount(now),
    await forgetNames(now),
    await forgetAccessRequests(now),
    await forgetContacts(now),
    await forgetUsages(now),
  ]
  return done.some(({ ok }) => ok)
}
