"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { DEPOT_REFUSALS } from "@/lib/documents/types.ts"
import { refuseAvenant } from "./commands/answer-avenant.ts"
import { askAvenant, cancelAvenant, decideAvenant } from "./commands/ask-avenant.ts"
import { cancelSouscription, decideSouscription } from "./commands/decide.ts"
import { decideDevis } from "./commands/decide-devis.ts"
import { endSouscription, startSouscription } from "./commands/deliver.ts"
import { denounceConvention, renounceDenonciation } from "./commands/denounce.ts"
import { inviteCommunes } from "./commands/invite.ts"
import { prepareSouscription } from "./commands/prepare.ts"
import { proposeDevis, withdrawDevis } from "./commands/propose-devis.ts"
import { markTache } from "./commands/taches.ts"
import { avenantAskInput, avenantCancelInput, avenantDecideInput, avenantRefuseInput } from "./schema/avenant.ts"
import { denounceInput, renounceInput } from "./schema/denonciation.ts"
import { devisDecideInput, devisInput, devisRetireInput } from "./schema/devis.ts"
import { inviteInput } from "./schema/invitation.ts"
import { cancelInput, decideInput, endInput, prepareInput, startInput, tacheInput } from "./schema.ts"
import { SOUSCRIPTION_REFUSALS } from "./types.ts"

/** What is wrong with a file is said beside it. */
const AT_FILE = Object.fromEntries(Object.keys(DEPOT_REFUSALS).map((refusal) => [refusal, "fichier"]))

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

export const decideDevisAction = formAction({
  context: member,
  input: devisDecideInput,
  run: decideDevis,
  refusals: SOUSCRIPTION_REFUSALS,
  next: file,
})

export const askAvenantAction = formAction({
  context: member,
  input: avenantAskInput,
  run: askAvenant,
  refusals: SOUSCRIPTION_REFUSALS,
  fields: {
    ...{ "date-passee": "effetLe", "date-lointaine": "effetLe" },
    ...{ "rien-change": "quantite", "quantite-ailleurs": "quantite", "pas-a-renouveler": "prolongeMois" },
    "convention-denoncee": "prolongeMois",
  },
  next: file,
})

export const cancelAvenantAction = formAction({
  context: member,
  input: avenantCancelInput,
  run: cancelAvenant,
  refusals: SOUSCRIPTION_REFUSALS,
  next: file,
})

export const decideAvenantAction = formAction({
  context: member,
  input: avenantDecideInput,
  run: decideAvenant,
  refusals: SOUSCRIPTION_REFUSALS,
  next: file,
})

export const refuseAvenantAction = formAction({
  context: agentContext,
  input: avenantRefuseInput,
  run: refuseAvenant,
  refusals: SOUSCRIPTION_REFUSALS,
  next: deskFile,
})

export const denounceAction = formAction({
  context: member,
  input: denounceInput,
  run: denounceConvention,
  refusals: SOUSCRIPTION_REFUSALS,
  next: file,
})

export const renounceAction = formAction({
  context: member,
  input: renounceInput,
  run: renounceDenonciation,
  refusals: SOUSCRIPTION_REFUSALS,
  next: file,
})

/** The operator's own word. */
export const denounceAsOperatorAction = formAction({
  context: agentContext,
  input: denounceInput,
  run: denounceConvention,
  refusals: SOUSCRIPTION_REFUSALS,
  next: deskFile,
})

export const renounceAsOperatorAction = formAction({
  context: agentContext,
  input: renounceInput,
  run: renounceDenonciation,
  refusals: SOUSCRIPTION_REFUSALS,
  next: deskFile,
})

export const proposeDevisAction = formAction({
  context: agentContext,
  input: devisInput,
  run: proposeDevis,
  refusals: { ...SOUSCRIPTION_REFUSALS, ...DEPOT_REFUSALS },
  fields: { "devis-validite": "valableJusquau", ...AT_FILE },
  next: deskFile,
})

export const withdrawDevisAction = formAction({
  context: agentContext,
  input: devisRetireInput,
  run: withdrawDevis,
  refusals: SOUSCRIPTION_REFUSALS,
  next: deskFile,
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

export const inviteCommunesAction = formAction({
  context: member,
  input: inviteInput,
  run: inviteCommunes,
  refusals: SOUSCRIPTION_REFUSALS,
  done: "Votre invitation part vers vos communes.",
})
