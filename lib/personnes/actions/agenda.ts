"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { closeAgenda, openAgenda } from "@/lib/access/identity/agenda.ts"
import { personneContext } from "@/lib/access/request.ts"
import { ok } from "@/lib/platform/result.ts"
import { noInput } from "../schema.ts"

export const openAgendaAction = formAction({
  context: personneContext,
  input: noInput,
  run: async ({ who }) => ok(await openAgenda(who)),
  refusals: {},
  next: () => "/moi/agenda",
})

export const closeAgendaAction = formAction({
  context: personneContext,
  input: noInput,
  run: async ({ who }) => ok(await closeAgenda(who)),
  refusals: {},
  next: () => "/moi/agenda",
})
