import { randomBytes } from "node:crypto"
import { Secret, TOTP } from "otpauth"
import { Client } from "pg"
import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { confirmTotp } from "@/lib/access/identity/totp-factor.ts"
import { findVisitor, hashToken, type Visitor } from "@/lib/access/session.ts"
import { demoTotpSecret } from "../../prisma/seed/factors.ts"
import { personneId } from "../../prisma/seed/people.ts"
import { succeeded } from "./told.ts"

/** Someone of the demonstration, signed in: her session is in the database, as behind a browser's cookie. */
export type Somebody = {
  key: string
  /** Who she is for the portal now: rattachements and factor are read anew each time. */
  visitor(): Promise<Visitor>
  membre(publicId: string): Promise<MembreContext>
  agent(): Promise<AgentContext>
  /** Her personal factor, by the code that her telephone would show. */
  confirm(): Promise<void>
}

export async function somebody(key: string, identiteUrl: string): Promise<Somebody> {
  const token = randomBytes(32).toString("hex")
  const client = new Client({ connectionString: identiteUrl })
  await client.connect()
  await client.query(
    `insert into session ("jetonHache", "personneId", "expireLe", navigateur) values ($1, $2, now() + interval '1 hour', 'scénario')`,
    [hashToken(token), personneId(key)],
  )
  await client.end()
  const visitor = async () => {
    const found = await findVisitor(token)
    if (!found) throw new Error(`${key}: no session`)
    return found
  }
  return {
    key,
    visitor,
    async membre(publicId) {
      const { who, liens } = await visitor()
      const lien = liens.find((one) => one.publicId === publicId)
      if (!lien) throw new Error(`${key} is not of ${publicId}`)
      return { kind: "membre", who, liens: [lien] }
    },
    async agent() {
      const { who, agent } = await visitor()
      if (!agent) throw new Error(`${key} is not of the staff`)
      return { kind: "agent", who, role: agent }
    },
    async confirm() {
      const { who } = await visitor()
      const code = new TOTP({ secret: Secret.fromBase32(demoTotpSecret(key)) }).generate()
      succeeded("Facteur personnel confirmé", await confirmTotp(who, code))
    },
  }
}
