"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { rename } from "@/lib/access/identity/profile.ts"
import { closeSessions } from "@/lib/access/identity/sessions.ts"
import { personneContext } from "@/lib/access/request.ts"
import { ok } from "@/lib/platform/result.ts"
import { nameInput, noInput, sessionInput } from "../schema.ts"

export const renameAction = formAction({
  context: personneContext,
  input: nameInput,
  run: async ({ who }, { nom }) => ok(await rename(who, nom)),
  refusals: {},
  done: "Votre nom est enregistré.",
})

export const closeSessionAction = formAction({
  context: personneContext,
  input: sessionInput,
  run: async ({ who }, { session }) => ok(await closeSessions(who, session)),
  refusals: {},
  next: () => "/moi/securite",
})

export const closeOthersAction = formAction({
  context: personneContext,
  input: noInput,
  run: async ({ who }) => ok(await closeSessions(who, "others")),
  refusals: {},
  next: () => "/moi/securite",
})
