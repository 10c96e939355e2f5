"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { delegate, endMandat, recordMandat, revokeDelegation } from "./commands/mandats.ts"
import { addSignataire, endSignataire } from "./commands/signataires.ts"
import {
  delegationInput,
  endMandatInput,
  endSignataireInput,
  mandatInput,
  revokeInput,
  signataireInput,
} from "./schema.ts"
import { SIGNATURE_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const FIELDS = { "date-avant": "jusqua", "mandat-double": "fonction", "delegation-trop-longue": "jusqua" } as const

export const recordMandatAction = formAction({
  context: agentContext,
  input: mandatInput,
  run: recordMandat,
  refusals: SIGNATURE_REFUSALS,
  fields: FIELDS,
  next: (_, data) => `/gestion/collectivites/${data.get("collectivite")}/mandats`,
})

export const endMandatAction = formAction({
  context: agentContext,
  input: endMandatInput,
  run: endMandat,
  refusals: SIGNATURE_REFUSALS,
  fields: FIELDS,
  next: (_, data) => `/gestion/collectivites/${data.get("collectivite")}/mandats`,
})

export const delegateAction = formAction({
  context: member,
  input: delegationInput,
  run: delegate,
  refusals: SIGNATURE_REFUSALS,
  fields: FIELDS,
  next: (_, data) => `/c/${data.get("collectivite")}/mandats`,
})

export const revokeAction = formAction({
  context: member,
  input: revokeInput,
  run: revokeDelegation,
  refusals: SIGNATURE_REFUSALS,
  next: (_, data) => `/c/${data.get("collectivite")}/mandats`,
})

export const addSignataireAction = formAction({
  context: agentContext,
  input: signataireInput,
  run: addSignataire,
  refusals: SIGNATURE_REFUSALS,
  fields: { "date-avant": "jusqua", "agent-inconnu": "personne", "signataire-double": "personne" },
  done: "Le signataire est enregistré.",
})

export const endSignataireAction = formAction({
  context: agentContext,
  input: endSignataireInput,
  run: endSignataire,
  refusals: SIGNATURE_REFUSALS,
  fields: { "date-avant": "jusqua" },
  done: "La fin est enregistrée.",
})
