"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { recordMarche, recordPrestataire } from "./commands.ts"
import { marcheInput, prestataireInput } from "./schema.ts"
import { PRESTATAIRE_REFUSALS } from "./types.ts"

const shared = {
  context: agentContext,
  refusals: PRESTATAIRE_REFUSALS,
  fields: { "nom-pris": "nom", "periode-inversee": "jusqua" },
  next: ({ id }: { id: string }) => `/gestion/prestataires/${id}`,
}

export const recordPrestataireAction = formAction({ ...shared, input: prestataireInput, run: recordPrestataire })

export const recordMarcheAction = formAction({ ...shared, input: marcheInput, run: recordMarche })
