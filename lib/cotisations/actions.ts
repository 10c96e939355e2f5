"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import {
  approveCampagne,
  decideLigne,
  giveUpCampagne,
  refreshLignes,
  reopenCampagne,
  requestApproval,
} from "./commands/decide.ts"
import { launchCampagne } from "./commands/launch.ts"
import { createCampagne } from "./commands/prepare.ts"
import {
  computeSimulation,
  createSimulation,
  dropSimulation,
  resumeSimulation,
  voteSimulation,
} from "./commands/simulate.ts"
import { computeInput, dropInput, resumeInput, simulationInput, voteInput } from "./schema/simulation.ts"
import { campagneInput, createCampagneInput, decideLigneInput, giveUpInput } from "./schema.ts"
import { REFUSALS } from "./types.ts"

const back = (_value: unknown, data: FormData) => `/gestion/campagnes/${data.get("campagne")}`
const act = { context: agentContext, refusals: REFUSALS, next: back }

export const createCampagneAction = formAction({
  context: agentContext,
  input: createCampagneInput,
  run: createCampagne,
  refusals: REFUSALS,
  fields: { "campagne-existante": "exercice", "exercice-clos": "exercice", "periode-sans-population": "millesime" },
  next: ({ id }) => `/gestion/campagnes/${id}`,
})
export const decideLigneAction = formAction({ ...act, input: decideLigneInput, run: decideLigne })
export const refreshLignesAction = formAction({ ...act, input: campagneInput, run: refreshLignes })
export const requestApprovalAction = formAction({ ...act, input: campagneInput, run: requestApproval })
export const approveCampagneAction = formAction({ ...act, input: campagneInput, run: approveCampagne })
export const reopenCampagneAction = formAction({ ...act, input: campagneInput, run: reopenCampagne })
export const launchCampagneAction = formAction({ ...act, input: campagneInput, run: launchCampagne })
export const giveUpCampagneAction = formAction({ ...act, input: giveUpInput, run: giveUpCampagne })

const toSimulation = ({ id }: { id: string }) => `/gestion/simulations/${id}`
const simulate = { context: agentContext, refusals: REFUSALS, next: toSimulation }
export const createSimulationAction = formAction({
  ...simulate,
  input: simulationInput,
  run: createSimulation,
  fields: { "simulation-service-inconnu": "tarif" },
})
export const voteSimulationAction = formAction({
  ...simulate,
  input: voteInput,
  run: voteSimulation,
  // The day is that of the simulation: the act is what to choose again.
  fields: { "deliberation-inconnue": "deliberation", "deliberation-posterieure": "deliberation" },
})
export const dropSimulationAction = formAction({ ...simulate, input: dropInput, run: dropSimulation })
export const computeSimulationAction = formAction({ ...simulate, input: computeInput, run: computeSimulation })
export const resumeSimulationAction = formAction({ ...simulate, input: resumeInput, run: resumeSimulation })
