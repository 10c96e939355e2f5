"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { abandonPartage, reopenPartage, validatePartage } from "./commands/decide.ts"
import { correctDepense, recordDepense } from "./commands/depenses.ts"
import { issuePartage } from "./commands/issue.ts"
import { addUsers, createPartage, removeParticipant, setParticipant } from "./commands/prepare.ts"
import {
  abandonInput,
  correctDepenseInput,
  depenseInput,
  partageInput,
  participantInput,
  removeInput,
  targetInput,
} from "./schema.ts"
import { PARTAGE_REFUSALS } from "./types.ts"

const common = { context: agentContext, refusals: PARTAGE_REFUSALS }
const fields = {
  "service-inconnu": "service",
  "pilier-inconnu": "pilier",
  "depense-inconnue": "depense",
  "depense-partagee": "depense",
  "justificatif-absent": "fichier",
  "fichier-refuse": "fichier",
  "antivirus-absent": "fichier",
  "cout-absent": "cout",
  "collectivite-inconnue": "collectivite",
  "population-inconnue": "collectivite",
  "poids-absent": "poids",
} as const
const toPartage = ({ id }: { id: string }) => `/gestion/partages/${id}`

export const recordDepenseAction = formAction({
  ...common,
  fields,
  input: depenseInput,
  run: (ctx, input) => recordDepense(ctx, input),
  next: () => "/gestion/depenses",
})
export const correctDepenseAction = formAction({
  ...common,
  fields,
  input: correctDepenseInput,
  run: (ctx, input) => correctDepense(ctx, input),
  next: () => "/gestion/depenses",
})
export const createPartageAction = formAction({
  ...common,
  fields,
  input: partageInput,
  run: createPartage,
  next: toPartage,
})
export const setParticipantAction = formAction({
  ...common,
  fields,
  input: participantInput,
  run: setParticipant,
  next: toPartage,
})
export const addUsersAction = formAction({ ...common, input: targetInput, run: addUsers, next: toPartage })
export const removeParticipantAction = formAction({
  ...common,
  input: removeInput,
  run: removeParticipant,
  next: toPartage,
})
export const validatePartageAction = formAction({
  ...common,
  input: targetInput,
  run: validatePartage,
  next: toPartage,
})
export const reopenPartageAction = formAction({ ...common, input: targetInput, run: reopenPartage, next: toPartage })
export const abandonPartageAction = formAction({ ...common, input: abandonInput, run: abandonPartage, next: toPartage })
export const issuePartageAction = formAction({ ...common, input: targetInput, run: issuePartage, next: toPartage })
