"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { answerConsultation } from "./commands/answer.ts"
import { closeConsultation, openConsultation } from "./commands/open.ts"
import { answerInput, closeInput, openInput } from "./schema.ts"
import { CONSULTATION_REFUSALS } from "./types.ts"

const staff = {
  context: agentContext,
  refusals: CONSULTATION_REFUSALS,
  next: ({ id }: { id: string }) => `/gestion/consultations/${id}`,
}

export const openConsultationAction = formAction({
  ...staff,
  fields: { "service-inconnu": "service", "date-passee": "jusqua" },
  input: openInput,
  run: openConsultation,
})

export const closeConsultationAction = formAction({ ...staff, input: closeInput, run: closeConsultation })

export const answerConsultationAction = formAction({
  context: (data) => membreContext(String(data.get("collectivite"))),
  refusals: CONSULTATION_REFUSALS,
  input: answerInput,
  run: answerConsultation,
  done: "Votre réponse est enregistrée. Vous pouvez la changer jusqu’au dernier jour.",
})
