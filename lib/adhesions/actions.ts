"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext, visitorContext } from "@/lib/access/request.ts"
import { DEPOT_REFUSALS } from "@/lib/documents/types.ts"
import { askToJoin } from "./commands/ask-to-join.ts"
import { endConventionne, recordConventionne } from "./commands/conventionner.ts"
import { accept, decline, takeUp } from "./commands/decide.ts"
import { openDossier } from "./commands/open.ts"
import { issuePremiere } from "./commands/premiere.ts"
import { abandonDossier, designateRepresentant, saveDeliberation } from "./commands/prepare.ts"
import { renounceRetrait, requestRetrait } from "./commands/retrait.ts"
import {
  abandonInput,
  askToJoinInput,
  conventionnerInput,
  declineInput,
  deliberationInput,
  dossierInput,
  openInput,
  renounceInput,
  representantInput,
  retraitInput,
  takeUpInput,
} from "./schema.ts"
import { ADHESION_REFUSALS } from "./types.ts"

export const askToJoinAction = formAction({
  context: visitorContext,
  input: askToJoinInput,
  run: askToJoin,
  refusals: ADHESION_REFUSALS,
  fields: { "organisme-prive": "categorieJuridique", "categorie-invalide": "categorieJuridique" },
  next: ({ publicId }) => `/simulateur?collectivite=${publicId}&demande=recue`,
})

export const takeUpAction = formAction({
  context: agentContext,
  input: takeUpInput,
  run: takeUp,
  refusals: ADHESION_REFUSALS,
  next: ({ demande }) => `/gestion/adhesions/${demande}`,
})

export const acceptAction = formAction({
  context: agentContext,
  input: takeUpInput,
  run: accept,
  refusals: ADHESION_REFUSALS,
  next: ({ dossier }) => `/gestion/adhesions/dossiers/${dossier}`,
})

export const declineAction = formAction({
  context: agentContext,
  input: declineInput,
  run: decline,
  refusals: ADHESION_REFUSALS,
  next: ({ demande }) => `/gestion/adhesions/${demande}`,
})

const deskDossier = ({ dossier }: { dossier: string }) => `/gestion/adhesions/dossiers/${dossier}`
const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const memberDossier = (_: unknown, data: FormData) => `/c/${data.get("collectivite")}/adhesion`
const VOTE = { ...ADHESION_REFUSALS, ...DEPOT_REFUSALS }
const DESK = { context: agentContext, refusals: ADHESION_REFUSALS, next: deskDossier }
const MEMBER = { context: member, refusals: ADHESION_REFUSALS, next: memberDossier }

export const openAction = formAction({ ...DESK, input: openInput, run: openDossier })

const CONVENTION = {
  context: agentContext,
  input: conventionnerInput,
  refusals: ADHESION_REFUSALS,
  fields: { "date-future": "le", "date-anterieure": "le" },
  next: ({ collectivite }: { collectivite: string }) => `/gestion/collectivites/${collectivite}`,
} as const

export const conventionnerAction = formAction({ ...CONVENTION, run: recordConventionne })
export const endConventionAction = formAction({ ...CONVENTION, run: endConventionne })

export const deliberationAction = formAction({
  context: agentContext,
  input: deliberationInput,
  run: saveDeliberation,
  refusals: VOTE,
  fields: { "deliberation-future": "le" },
  next: deskDossier,
})

export const memberDeliberationAction = formAction({
  context: member,
  input: deliberationInput,
  run: saveDeliberation,
  refusals: VOTE,
  fields: { "deliberation-future": "le" },
  next: memberDossier,
})

export const representantAction = formAction({
  ...DESK,
  input: representantInput,
  run: designateRepresentant,
  fields: {
    "representant-inconnu": "mandat",
    "effet-avant-deliberation": "dateEffet",
    "effet-lointain": "dateEffet",
    "date-anterieure": "dateEffet",
  },
})

export const abandonAction = formAction({ ...DESK, input: abandonInput, run: abandonDossier })
export const premiereAction = formAction({ ...DESK, input: dossierInput, run: issuePremiere })
export const retraitAction = formAction({ ...DESK, input: retraitInput, run: requestRetrait })
export const memberRetraitAction = formAction({ ...MEMBER, input: retraitInput, run: requestRetrait })
export const renounceAction = formAction({ ...DESK, input: renounceInput, run: renounceRetrait })
export const memberRenounceAction = formAction({ ...MEMBER, input: renounceInput, run: renounceRetrait })
