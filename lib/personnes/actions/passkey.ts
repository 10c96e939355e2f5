"use server"

import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server"
import { askPasskey, beginPasskey, confirmPasskey, enrolPasskey } from "@/lib/access/identity/passkey-factor.ts"
import { FACTOR_REFUSALS, type FactorRefusal } from "@/lib/access/identity/refusals.ts"
import { personneContext } from "@/lib/access/request.ts"
import { env } from "@/lib/platform/env.ts"
import type { Result } from "@/lib/platform/result.ts"

/** A passkey is spoken by the browser's own script: a question out, an answer back. What comes back is checked by its
 * signature, not by its shape. */
export type Answer<T> = { ok: true; value: T } | { ok: false; said: string }

const answer = <T>(result: Result<T, FactorRefusal>): Answer<T> =>
  result.ok ? result : { ok: false, said: FACTOR_REFUSALS[result.refusal] }

export async function beginPasskeyAction() {
  const { who } = await personneContext()
  return answer(await beginPasskey(who, new URL(env().APP_URL).hostname))
}

export async function enrolPasskeyAction(response: RegistrationResponseJSON): Promise<Answer<void>> {
  const { who } = await personneContext()
  return answer(await enrolPasskey(who, response))
}

export async function askPasskeyAction() {
  const { who } = await personneContext()
  return answer(await askPasskey(who))
}

export async function confirmPasskeyAction(response: AuthenticationResponseJSON): Promise<Answer<void>> {
  const { who } = await personneContext()
  return answer(await confirmPasskey(who, response))
}
