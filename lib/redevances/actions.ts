"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { prepareAllCreances, prepareCreance } from "./commands/creance.ts"
import { adoptDeliberation, prepareDeliberation } from "./commands/deliberation.ts"
import { carryOverEtat, declareEtat } from "./commands/etat.ts"
import { changeMandat } from "./commands/mandat.ts"
import { followCreance } from "./commands/suivi.ts"
import {
  adoptInput,
  deliberationInput,
  etatInput,
  mandatInput,
  prepareAllInput,
  prepareCreanceInput,
  reportInput,
  suiviInput,
} from "./schema.ts"
import { REDEVANCE_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const home = (data: FormData) => `/c/${data.get("collectivite")}/redevances`
const file = ({ annee, operateur }: { annee: number; operateur: string }, data: FormData) =>
  `${home(data)}/${annee}/${operateur}`
const deskFile = (_: unknown, data: FormData) => `/gestion/redevances/communes/${data.get("collectivite")}`
const refusals = REDEVANCE_REFUSALS

export const declareEtatAction = formAction({
  ...{ context: member, input: etatInput, run: declareEtat, refusals, next: file },
  fields: { "etat-existant": "remplacer", "annee-hors-champ": "annee", "date-future": "recuLe" },
})

/** The operator's staff, under the mandate that the commune gave. */
export const declareEtatForAction = formAction({
  ...{ context: agentContext, input: etatInput, run: declareEtat, refusals, next: deskFile },
  fields: { "etat-existant": "remplacer", "annee-hors-champ": "annee", "date-future": "recuLe" },
})

export const carryOverAction = formAction({
  ...{ context: member, input: reportInput, run: carryOverEtat, refusals, next: file },
})

export const prepareDeliberationAction = formAction({
  ...{ context: member, input: deliberationInput, run: prepareDeliberation, refusals },
  next: (_, data) => `${home(data)}/deliberation`,
})

export const adoptDeliberationAction = formAction({
  ...{ context: member, input: adoptInput, run: adoptDeliberation, refusals, done: "La délibération est enregistrée." },
  fields: { "date-future": "adopteeLe" },
})

export const mandatAction = formAction({
  ...{ context: member, input: mandatInput, run: changeMandat, refusals, done: "C'est enregistré." },
})

export const prepareCreanceAction = formAction({
  ...{ context: member, input: prepareCreanceInput, run: prepareCreance, refusals, next: file },
})

export const prepareAllAction = formAction({
  ...{ context: member, input: prepareAllInput, run: prepareAllCreances, refusals },
  done: "Les créances de l'année sont prêtes : montants et calculs sont figés.",
})

export const followCreanceAction = formAction({
  ...{ context: member, input: suiviInput, run: followCreance, refusals, next: file },
  fields: { "date-future": "jour", "echeance-avant": "echeance", "paiement-trop-grand": "montantPaye" },
})
