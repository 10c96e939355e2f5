"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { depositAsAgent, depositAsMembre } from "./commands/deposit.ts"
import { changeRegle, destroyDocument, recordLegalite, recordVisa } from "./commands/legality.ts"
import { depositInput, destructionInput, legaliteInput, regleInput, visaInput } from "./schema.ts"
import { DEPOT_REFUSALS, LEGALITE_REFUSALS } from "./types.ts"

/** Whatever is wrong with the file is said beside it. */
const FICHIER = Object.fromEntries(
  Object.keys(DEPOT_REFUSALS)
    .filter((refusal) => /^(fichier|pdf)-/.test(refusal))
    .map((refusal) => [refusal, "fichier"]),
)
const desk = (data: FormData) => `/gestion/collectivites/${data.get("collectivite")}/documents`

export const depositAction = formAction({
  context: (data) => membreContext(String(data.get("collectivite") ?? "")),
  input: depositInput,
  run: depositAsMembre,
  refusals: DEPOT_REFUSALS,
  fields: FICHIER,
  next: ({ id }, data) => `/c/${data.get("collectivite")}/documents/${id}`,
})

export const depositAsAgentAction = formAction({
  context: agentContext,
  input: depositInput,
  run: depositAsAgent,
  refusals: DEPOT_REFUSALS,
  fields: FICHIER,
  next: ({ id }, data) => `${desk(data)}/${id}`,
})

const onFile = { context: agentContext, refusals: LEGALITE_REFUSALS }

export const recordLegaliteAction = formAction({ ...onFile, input: legaliteInput, run: recordLegalite })
export const recordVisaAction = formAction({ ...onFile, input: visaInput, run: recordVisa })
export const destroyAction = formAction({ ...onFile, input: destructionInput, run: destroyDocument })
export const changeRegleAction = formAction({
  ...onFile,
  input: regleInput,
  run: changeRegle,
  next: () => "/gestion/reglages/conservation",
})
