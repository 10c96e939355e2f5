"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { cancelSouscription, decideSouscription } from "./commands/decide.ts"
import { endSouscription, startSouscription } from "./commands/deliver.ts"
import { prepareSouscription } from "./commands/prepare.ts"
import { markTache } from "./commands/taches.ts"
import { cancelInput, decideInput, endInput, prepareInput, startInput, tacheInput } from "./schema.ts"
import { SOUSCRIPTION_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const file = ({ id }: { id: string }, data: FormData) => `/c/${data.get("collectivite")}/souscriptions/${id}`
const deskFile = ({ id }: { id: string }) => `/gestion/souscriptions/${id}`

export const prepareAction = formAction({
  context: member,
  input: prepareInput,
  run: prepareSouscription,
  refusals: SOUSCRIPTION_REFUSALS,
  fields: { "date-passee": "dateSouhaitee", "date-lointaine": "dateSouhaitee" },
  next: file,
})

export const cancelAction = formAction({
  context: member,
  input: cancelInput,
  run: cancelSouscription,
  refusals: SOUSCRIPTION_REFUSALS,
  next: file,
})

export const decideAction = formAction({
  context: member,
  input: decideInput,
  run: decideSouscription,
  refusals: SOUSCRIPTION_REFUSALS,
  next: file,
})

export const startAction = formAction({
  context: agentContext,
  input: startInput,
  run: startSouscription,
  refusals: SOUSCRIPTION_REFUSALS,
  fields: { "date-avant": "le" },
  next: deskFile,
})

export const endAction = formAction({
  context: agentContext,
  input: endInput,
  run: endSouscription,
  refusals: SOUSCRIPTION_REFUSALS,
  fields: { "date-avant": "le" },
  next: deskFile,
})

export const markTacheAction = formAction({
  context: agentContext,
  input: tacheInput,
  run: markTache,
  refusals: SOUSCRIPTION_REFUSALS,
  next: deskFile,
})
