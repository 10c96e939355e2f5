"use server"

import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { log } from "@/lib/platform/log.ts"
import type { Result } from "@/lib/platform/result.ts"
import { carryNextPrise } from "./commands/carry.ts"
import { declarePrise, endPrise, recordPrise } from "./commands/declare.ts"
import { declareInput, type EndInput, endInput, recordInput } from "./schema.ts"
import { PRISE_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const FIELDS = { "dates-inversees": "jusqua", "depuis-passe": "depuis", "soi-meme": "beneficiaire" } as const

/** At once, so that nobody waits for the worker; should it fail here, what is declared stays, and the worker carries it. */
async function thenCarry<V extends { prise: string }, R extends string>(done: Result<V, R>): Promise<Result<V, R>> {
  if (done.ok)
    await carryNextPrise(done.value.prise).catch((error: unknown) =>
      log.error({ err: error, prise: done.value.prise }, "a prise en charge could not be carried, left to the worker"),
    )
  return done
}

const declared = { refusals: PRISE_REFUSALS, fields: FIELDS }

export const declarePriseAction = formAction({
  ...declared,
  context: member,
  input: declareInput,
  run: async (ctx, input) => thenCarry(await declarePrise(ctx, input)),
  done: "La déclaration est enregistrée.",
})

export const recordPriseAction = formAction({
  ...declared,
  context: agentContext,
  input: recordInput,
  run: async (ctx, input) => thenCarry(await recordPrise(ctx, input)),
  done: "La prise en charge est enregistrée.",
})

/** By the payer, or by staff on its word. */
const ended = {
  input: endInput,
  run: async (ctx: AgentContext | MembreContext, input: EndInput) => thenCarry(await endPrise(ctx, input)),
  refusals: PRISE_REFUSALS,
  fields: { "dates-inversees": "le", "fin-prise": "le" },
  done: "La fin est enregistrée.",
}

export const endPriseAction = formAction({ ...ended, context: member })
export const staffEndPriseAction = formAction({ ...ended, context: agentContext })
