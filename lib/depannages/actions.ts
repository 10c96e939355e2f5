"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { askDepannage } from "./commands/ask.ts"
import { acknowledgeDepannage, closeAsAgent, closeAsMembre, retransmitDepannage } from "./commands/follow.ts"
import { acknowledgeInput, askInput, closeInput, retransmitInput } from "./schema.ts"
import { DEPANNAGE_REFUSALS } from "./types.ts"

const member = {
  context: (data: FormData) => membreContext(String(data.get("collectivite"))),
  refusals: DEPANNAGE_REFUSALS,
  next: (_: unknown, data: FormData) => `/c/${data.get("collectivite")}/depannages`,
}

export const askDepannageAction = formAction({
  ...member,
  fields: { "poste-inconnu": "poste" },
  input: askInput,
  run: askDepannage,
})

export const closeMonDepannageAction = formAction({ ...member, input: closeInput, run: closeAsMembre })

const staff = { context: agentContext, refusals: DEPANNAGE_REFUSALS, next: () => "/gestion/postes/depannages" }

export const acknowledgeDepannageAction = formAction({ ...staff, input: acknowledgeInput, run: acknowledgeDepannage })

export const closeDepannageAction = formAction({ ...staff, input: closeInput, run: closeAsAgent })

export const retransmitDepannageAction = formAction({ ...staff, input: retransmitInput, run: retransmitDepannage })
