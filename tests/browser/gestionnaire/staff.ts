import type { BrowserContext } from "@playwright/test"
import { demoIdentities } from "@/prisma/seed/identities.ts"
import { openSession } from "@/tests/support/sessions.ts"

/** The browser of a member of the operator's staff, already signed in. */
export async function signInAs(context: BrowserContext, role: "gestionnaire" | "administrateur"): Promise<void> {
  const identity = demoIdentities.find(({ agentRole }) => agentRole === role)
  if (!identity) throw new Error(`no demo identity is ${role}`)
  const [name = "", value = ""] = (await openSession(identity.email)).split("=")
  await context.addCookies([{ name, value, url: process.env.APP_URL ?? "http://localhost:3000" }])
}
