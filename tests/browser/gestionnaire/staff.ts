import type { BrowserContext } from "@playwright/test"
import { demoIdentities } from "@/prisma/seed/identities.ts"
import { enterAs } from "@/tests/support/places.ts"

/** The browser of a member of the operator's staff, already signed in. */
export const signInAs = (context: BrowserContext, role: "gestionnaire" | "administrateur"): Promise<void> =>
  enterAs(context, demoIdentities.find(({ agentRole }) => agentRole === role)?.key ?? role)
