import { createHash } from "node:crypto"
import type { DatabaseTx } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { identite } from "./factors.ts"
import { seal, unseal } from "./secrets.ts"

/**
 * What the portal's OpenID provider remembers between two requests (codes, tokens, requests under way), behind the identity
 * login: found by a hash and sealed, so that the table alone opens nothing.
 */
export type SsoPayload = Record<string, unknown> & { grantId?: string; uid?: string }

const hash = (text: string): string => createHash("sha256").update(text).digest("hex")

type Row = { cle: string; contenuChiffre: Uint8Array; consommeLe: Date | null; expireLe: Date }

function open(row: Row | null): SsoPayload | undefined {
  if (!row || row.expireLe <= new Date()) return undefined
  // Sealed by `upsert` and by nobody else: it opens as what was put there.
  const payload = JSON.parse(unseal(env().NEXTAUTH_SECRET, "sso", row.cle, row.contenuChiffre)) as SsoPayload
  return row.consommeLe ? { ...payload, consumed: Math.floor(row.consommeLe.getTime() / 1000) } : payload
}

/** One store a kind of thing ("AuthorizationCode", "Session"…), in the shape that the provider's library asks for. */
export function ssoStore(kind: string) {
  const keyOf = (id: string) => hash(`${kind}:${id}`)
  const find = (where: { cle: string } | { uid: string }) =>
    identite(async (tx) => open(await tx.jetonSso.findFirst({ where })))
  const drop = (where: { cle: string } | { accord: string }) => identite((tx) => tx.jetonSso.deleteMany({ where }))
  return {
    upsert: (id: string, payload: SsoPayload, expiresIn: number): Promise<undefined> =>
      identite(async (tx: DatabaseTx) => {
        const cle = keyOf(id)
        const data = {
          contenuChiffre: new Uint8Array(seal(env().NEXTAUTH_SECRET, "sso", cle, JSON.stringify(payload))),
          accord: payload.grantId ? hash(payload.grantId) : null,
          uid: payload.uid ? keyOf(payload.uid) : null,
          expireLe: new Date(Date.now() + expiresIn * 1000),
        }
        await tx.jetonSso.upsert({ where: { cle }, create: { cle, ...data }, update: data })
        return undefined
      }),
    find: (id: string) => find({ cle: keyOf(id) }),
    findByUid: (uid: string) => find({ uid: keyOf(uid) }),
    // Only devices without a keyboard have these.
    findByUserCode: async (): Promise<undefined> => undefined,
    // Of two exchanges of one code at once, the second is an error and never a second token.
    consume: (id: string): Promise<undefined> =>
      identite(async (tx) => {
        const unused = { cle: keyOf(id), consommeLe: null }
        const { count } = await tx.jetonSso.updateMany({ where: unused, data: { consommeLe: new Date() } })
        if (count === 0) throw new Error(`${kind} consumed already`)
        return undefined
      }),
    destroy: (id: string): Promise<undefined> => drop({ cle: keyOf(id) }).then(() => undefined),
    revokeByGrantId: (grantId: string): Promise<undefined> => drop({ accord: hash(grantId) }).then(() => undefined),
  }
}
