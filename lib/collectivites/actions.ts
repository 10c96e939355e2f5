"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { completeFiche } from "./commands/complete-fiche.ts"
import { ficheInput } from "./schema.ts"
import { COLLECTIVITE_REFUSALS } from "./types.ts"

export const completeFicheAction = formAction({
  context: agentContext,
  input: ficheInput,
  run: completeFiche,
  refusals: COLLECTIVITE_REFUSALS,
  fields: { "siren-connu": "siren", "siren-pris": "siren", "siret-autre-siren": "siret" },
  next: ({ publicId }) => `/gestion/collectivites/${publicId}`,
})
