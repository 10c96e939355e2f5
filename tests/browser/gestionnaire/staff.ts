import type { BrowserContext } from "@playwright/test"
import { demoIdentities } from "@/prisma/seed/identities.ts"
import { openSession } from "@/tests/support/sessions.ts"

/** The browser of a member of the operator's staff, already signed in. */
export const signInAs = (context: BrowserContext, role: "gestionnaire" | "administrateur"): Promise<void> =>
  signInAsIdentity(context, demoIdentities.find(({ agentRole }) => agentRole === role)?.key ?? role)

/** The browser of one of the demonstration's people, by her key. */
export async function signInAsIdentity(context: BrowserContext, key: string): Promise<void> {
  const identity = demoIdentities.find((one) => one.key === key)
  if (!identity) throw new Error(`no demo identity is ${key}`)
  const [name = "", value = ""] = (await openSession(identity.email)).split("=")
  await context.addCookies([{ name, value, url: process.env.APP_URL ?? "http://localhost:3000" }])
}
