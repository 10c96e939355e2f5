"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { abandonPartage, reopenPartage, validatePartage } from "./commands/decide.ts"
import { correctDepense, recordDepense } from "./commands/depenses.ts"
import { correctEngagement, recordEngagement, settleEngagement } from "./commands/engagements.ts"
import { issuePartage } from "./commands/issue.ts"
import { addUsers, createPartage, removeParticipant, setParticipant } from "./commands/prepare.ts"
import {
  abandonInput,
  correctDepenseInput,
  correctEngagementInput,
  depenseInput,
  engagementInput,
  partageInput,
  participantInput,
  removeInput,
  settleInput,
  targetInput,
} from "./schema.ts"
import { PARTAGE_REFUSALS } from "./types.ts"

const common = { context: agentContext, refusals: PARTAGE_REFUSALS }
const fields = {
  "service-inconnu": "service",
  "pilier-inconnu": "pilier",
  "action-inconnue": "action",
  "action-autre-pilier": "action",
  "engagement-inconnu": "engagement",
  "engagement-solde": "engagement",
  "engagement-autre-exercice": "exercice",
  "engagement-deja-facture": "montantHt",
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
const toEngagement = ({ id }: { id: string }) => `/gestion/depenses/engagements/${id}`
export const recordEngagementAction = formAction({
  ...common,
  fields,
  input: engagementInput,
  run: recordEngagement,
  next: toEngagement,
})
export const correctEngagementAction = formAction({
  ...common,
  fields,
  input: correctEngagementInput,
  run: correctEngagement,
  next: toEngagement,
})
export const settleEngagementAction = formAction({
  ...common,
  input: settleInput,
  run: settleEngagement,
  next: toEngagement,
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
