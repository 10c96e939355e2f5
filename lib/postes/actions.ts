"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { configuredFournisseur } from "@/lib/ports/fournisseur.ts"
import { SOUSCRIPTION_REFUSALS } from "@/lib/souscriptions/types.ts"
import { addPostes, removePoste } from "./commands/change.ts"
import { cancelCommande, decideCommande } from "./commands/decide.ts"
import { acknowledgeCommande, postponeSuivi, rejectCommande, retransmitCommande } from "./commands/follow.ts"
import { describePostes, orderPostes } from "./commands/order.ts"
import { decideReleve, pullReleve, receiveReleve } from "./commands/releves.ts"
import {
  acknowledgeInput,
  addInput,
  cancelCommandeInput,
  decideCommandeInput,
  decideReleveInput,
  describeInput,
  orderInput,
  pullInput,
  rejectInput,
  releveInput,
  removeInput,
  suiviInput,
} from "./schema.ts"
import { POSTES_REFUSALS, RELEVE_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const parc = ({ id }: { id: string }, data: FormData) => `/c/${data.get("collectivite")}/souscriptions/${id}/postes`

export const orderPostesAction = formAction({
  context: member,
  input: orderInput,
  run: orderPostes,
  refusals: { ...SOUSCRIPTION_REFUSALS, ...POSTES_REFUSALS },
  fields: { "date-passee": "dateSouhaitee", "date-lointaine": "dateSouhaitee", "sans-poste": "nom_1" },
  next: ({ id }, data) => `/c/${data.get("collectivite")}/souscriptions/${id}`,
})

const onPostes = { context: member, refusals: POSTES_REFUSALS, next: parc }
const fields = {
  "date-passee": "effetLe",
  "date-lointaine": "effetLe",
  "avant-service": "effetLe",
  "sans-poste": "nom_1",
} as const

export const describePostesAction = formAction({ ...onPostes, fields, input: describeInput, run: describePostes })

export const addPostesAction = formAction({ ...onPostes, fields, input: addInput, run: addPostes })

export const removePosteAction = formAction({ ...onPostes, fields, input: removeInput, run: removePoste })

export const decideCommandeAction = formAction({ ...onPostes, input: decideCommandeInput, run: decideCommande })

export const cancelCommandeAction = formAction({ ...onPostes, input: cancelCommandeInput, run: cancelCommande })

const onCommande = { context: agentContext, refusals: POSTES_REFUSALS, next: () => "/gestion/postes/commandes" }

export const acknowledgeAction = formAction({ ...onCommande, input: acknowledgeInput, run: acknowledgeCommande })

export const rejectAction = formAction({ ...onCommande, input: rejectInput, run: rejectCommande })

export const retransmitAction = formAction({ ...onCommande, input: cancelCommandeInput, run: retransmitCommande })

export const postponeAction = formAction({ ...onCommande, input: suiviInput, run: postponeSuivi })

const onReleve = {
  context: agentContext,
  refusals: RELEVE_REFUSALS,
  next: ({ id }: { id: string }) => `/gestion/postes/releves/${id}`,
}

export const receiveReleveAction = formAction({ ...onReleve, input: releveInput, run: receiveReleve })

export const pullReleveAction = formAction({
  ...onReleve,
  input: pullInput,
  run: (ctx, input) => pullReleve(ctx, input, configuredFournisseur()),
})

export const decideReleveAction = formAction({ ...onReleve, input: decideReleveInput, run: decideReleve })
