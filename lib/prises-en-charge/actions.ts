"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import type { Result } from "@/lib/platform/result.ts"
import { carryNextPrise } from "./commands/carry.ts"
import { declarePrise, endPrise, recordPrise } from "./commands/declare.ts"
import { declareInput, endInput, recordInput } from "./schema.ts"
import { PRISE_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const FIELDS = { "dates-inversees": "jusqua", "depuis-passe": "depuis", "soi-meme": "beneficiaire" } as const

/** At once, so that nobody waits for the worker; should it fail here, the worker carries it. */
async function thenCarry<V extends { prise: string }, R extends string>(done: Result<V, R>): Promise<Result<V, R>> {
  if (done.ok) await carryNextPrise(done.value.prise)
  return done
}

export const declarePriseAction = formAction({
  context: member,
  input: declareInput,
  run: async (ctx, input) => thenCarry(await declarePrise(ctx, input)),
  refusals: PRISE_REFUSALS,
  fields: FIELDS,
  done: "La déclaration est enregistrée.",
})

export const recordPriseAction = formAction({
  context: agentContext,
  input: recordInput,
  run: async (ctx, input) => thenCarry(await recordPrise(ctx, input)),
  refusals: PRISE_REFUSALS,
  fields: FIELDS,
  done: "La prise en charge est enregistrée.",
})

export const endPriseAction = formAction({
  context: member,
  input: endInput,
  run: async (ctx, input) => thenCarry(await endPrise(ctx, input)),
  refusals: PRISE_REFUSALS,
  fields: { "dates-inversees": "le", "fin-prise": "le" },
  done: "La fin est enregistrée.",
})

export const staffEndPriseAction = formAction({
  context: agentContext,
  input: endInput,
  run: async (ctx, input) => thenCarry(await endPrise(ctx, input)),
  refusals: PRISE_REFUSALS,
  fields: { "dates-inversees": "le", "fin-prise": "le" },
  done: "La fin est enregistrée.",
})
