"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { addOperateur, addTauxLegal, completeOperateur, draftBareme, publishBareme } from "../commands/bareme.ts"
import { prepareCreance } from "../commands/creance.ts"
import { adoptDeliberation, prepareDeliberation } from "../commands/deliberation.ts"
import { carryOverEtat, declareEtat } from "../commands/etat.ts"
import { followCreance } from "../commands/suivi.ts"
import { makeTitre } from "../commands/titre.ts"
import {
  adoptInput,
  baremeInput,
  completeOperateurInput,
  deliberationInput,
  etatInput,
  operateurInput,
  prepareCreanceInput,
  publishBaremeInput,
  reportInput,
  suiviInput,
  tauxLegalInput,
  titreInput,
} from "../schema.ts"
import { REDEVANCE_REFUSALS } from "../types.ts"

// The same acts as the commune's own, by the operator's staff under the mandate that it gave (commands/creditor.ts).
const refusals = REDEVANCE_REFUSALS
const home = (data: FormData) => `/gestion/redevances/communes/${data.get("collectivite")}`
const file = ({ annee, operateur }: { annee: number; operateur: string }, data: FormData) =>
  `${home(data)}/${annee}/${operateur}`

export const declareEtatForAction = formAction({
  ...{ context: agentContext, input: etatInput, run: declareEtat, refusals, next: file },
  fields: { "etat-existant": "remplacer", "annee-hors-champ": "annee", "date-future": "recuLe" },
})

export const carryOverForAction = formAction({
  ...{ context: agentContext, input: reportInput, run: carryOverEtat, refusals, next: file },
})

export const prepareDeliberationForAction = formAction({
  ...{ context: agentContext, input: deliberationInput, run: prepareDeliberation, refusals },
  next: (_, data) => `${home(data)}/deliberation`,
})

export const adoptDeliberationForAction = formAction({
  ...{ context: agentContext, input: adoptInput, run: adoptDeliberation, refusals },
  fields: { "date-future": "adopteeLe" },
  done: "La délibération est enregistrée.",
})

export const prepareCreanceForAction = formAction({
  ...{ context: agentContext, input: prepareCreanceInput, run: prepareCreance, refusals, next: file },
})

export const followCreanceForAction = formAction({
  ...{ context: agentContext, input: suiviInput, run: followCreance, refusals, next: file },
  fields: { "date-future": "jour", "echeance-avant": "echeance", "paiement-trop-grand": "montantPaye" },
})

export const makeTitreForAction = formAction({
  ...{ context: agentContext, input: titreInput, run: makeTitre, refusals, next: file },
  fields: {
    "titre-numero-pris": "numero",
    "titre-bordereau-pris": "bordereau",
    "titre-cumul": "cumulAnnuel",
    "titre-avant": "emisLe",
  },
})

export const draftBaremeAction = formAction({
  ...{ context: agentContext, input: baremeInput, run: draftBareme, refusals },
  fields: { "bareme-existant": "annee" },
  next: ({ id }) => `/gestion/redevances/baremes/${id}`,
})

export const publishBaremeAction = formAction({
  ...{ context: agentContext, input: publishBaremeInput, run: publishBareme, refusals },
  next: () => "/gestion/redevances/baremes",
})

export const addTauxLegalAction = formAction({
  ...{ context: agentContext, input: tauxLegalInput, run: addTauxLegal, refusals, done: "Le taux est enregistré." },
  fields: { "taux-legal-existant": "semestre" },
})

export const addOperateurAction = formAction({
  ...{ context: agentContext, input: operateurInput, run: addOperateur, refusals, done: "L'opérateur est ajouté." },
  fields: { "operateur-existant": "nom" },
})

export const completeOperateurAction = formAction({
  ...{ context: agentContext, input: completeOperateurInput, run: completeOperateur, refusals },
  next: () => "/gestion/redevances/baremes",
})
