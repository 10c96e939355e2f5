"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, visitorContext } from "@/lib/access/request.ts"
import { askToJoin } from "./commands/ask-to-join.ts"
import { accept, decline, takeUp } from "./commands/decide.ts"
import { askToJoinInput, declineInput, takeUpInput } from "./schema.ts"
import { ADHESION_REFUSALS } from "./types.ts"

export const askToJoinAction = formAction({
  context: visitorContext,
  input: askToJoinInput,
  run: askToJoin,
  refusals: ADHESION_REFUSALS,
  fields: { "organisme-prive": "categorieJuridique", "categorie-invalide": "categorieJuridique" },
  next: ({ publicId }) => `/simulateur?collectivite=${publicId}&demande=recue`,
})

export const takeUpAction = formAction({
  context: agentContext,
  input: takeUpInput,
  run: takeUp,
  refusals: ADHESION_REFUSALS,
  next: ({ demande }) => `/gestion/adhesions/${demande}`,
})

export const acceptAction = formAction({
  context: agentContext,
  input: takeUpInput,
  run: accept,
  refusals: ADHESION_REFUSALS,
  next: ({ dossier }) => `/gestion/adhesions/dossiers/${dossier}`,
})

export const declineAction = formAction({
  context: agentContext,
  input: declineInput,
  run: decline,
  refusals: ADHESION_REFUSALS,
  next: ({ demande }) => `/gestion/adhesions/${demande}`,
})
