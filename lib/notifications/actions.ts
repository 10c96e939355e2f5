"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, readerContext, visitorContext } from "@/lib/access/request.ts"
import { readAll, saveChoices } from "./commands/choose.ts"
import { recordReturn, sendAgain, settle } from "./commands/settle.ts"
import { silence } from "./commands/unsubscribe.ts"
import { choicesInput, courrielInput, readAllInput, settleInput, silenceInput } from "./schema.ts"
import { NOTIFICATION_REFUSALS, SILENCE_REFUSALS } from "./types.ts"

export const saveChoicesAction = formAction({
  context: readerContext,
  input: choicesInput,
  run: saveChoices,
  refusals: {},
  done: "Vos choix sont enregistrés, pour toutes vos collectivités.",
})

export const readAllAction = formAction({
  context: readerContext,
  input: readAllInput,
  run: readAll,
  refusals: {},
  next: () => "/moi/notifications",
})

export const silenceAction = formAction({
  context: visitorContext,
  input: silenceInput,
  run: (_, input) => silence(input),
  refusals: SILENCE_REFUSALS,
  done: "C’est noté : vous ne recevrez plus ce genre de message par courriel. Il reste lisible sur le portail.",
})

const staff = {
  context: agentContext,
  refusals: NOTIFICATION_REFUSALS,
  next: ({ id }: { id: string }) => `/gestion/notifications/${id}`,
}

export const sendAgainAction = formAction({ ...staff, input: courrielInput, run: sendAgain })
export const recordReturnAction = formAction({ ...staff, input: courrielInput, run: recordReturn })
export const settleAction = formAction({ ...staff, input: settleInput, run: settle })
