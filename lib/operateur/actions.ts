"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { CITATION_FIELDS } from "@/lib/deliberations/types.ts"
import { addBudget, changeBudget, endBudget, openPeriode, savePeriode } from "./commands/budget.ts"
import { changeRegle } from "./commands/change-regle.ts"
import { saveCodes } from "./commands/codes.ts"
import { changeEngagements } from "./commands/engagements.ts"
import {
  saveApparence,
  saveCertificats,
  saveEchanges,
  saveFacturation,
  saveIdentite,
  savePublication,
  saveReglements,
} from "./commands/settings.ts"
import { addBudgetInput, changeBudgetInput, endBudgetInput, periodeInput } from "./schema/budget.ts"
import { certificatsInput } from "./schema/certificats.ts"
import { codesInput } from "./schema/codes.ts"
import { regleInput } from "./schema/regle.ts"
import { reglementsInput } from "./schema/reglements.ts"
import {
  apparenceInput,
  echangesInput,
  engagementsInput,
  facturationInput,
  identiteInput,
  publicationInput,
} from "./schema.ts"
import { OPERATEUR_REFUSALS } from "./types.ts"

const shared = { context: agentContext, refusals: OPERATEUR_REFUSALS, next: () => "/gestion/reglages" }

export const saveIdentiteAction = formAction({
  ...shared,
  input: identiteInput,
  run: saveIdentite,
  fields: { "siret-autre-siren": "siret" },
})

export const saveApparenceAction = formAction({
  ...shared,
  input: apparenceInput,
  run: saveApparence,
  fields: { "logo-trop-lourd": "logo", "logo-format": "logo" },
})

export const saveFacturationAction = formAction({
  ...shared,
  input: facturationInput,
  run: saveFacturation,
  fields: { "population-inconnue": "population" },
})

export const saveEchangesAction = formAction({ ...shared, input: echangesInput, run: saveEchanges })

export const saveReglementsAction = formAction({ ...shared, input: reglementsInput, run: saveReglements })

export const saveCertificatsAction = formAction({ ...shared, input: certificatsInput, run: saveCertificats })

export const savePublicationAction = formAction({ ...shared, input: publicationInput, run: savePublication })

export const changeRegleAction = formAction({
  ...shared,
  input: regleInput,
  run: changeRegle,
  fields: { "regle-anterieure": "depuis", ...CITATION_FIELDS },
})

export const saveCodesAction = formAction({ ...shared, input: codesInput, run: saveCodes })

export const changeEngagementsAction = formAction({ ...shared, input: engagementsInput, run: changeEngagements })

const budget = {
  context: agentContext,
  refusals: OPERATEUR_REFUSALS,
  fields: {
    ...{ "budget-existant": "nom", "budget-depasse": "montant" },
    ...{ "budget-parties": "montant", "budget-interne": "montant" },
  },
} as const
const budgetPage = () => "/gestion/reglages/budget"

const periode = { ...budget, input: periodeInput, fields: { "budget-periode-close": "debut" } } as const
export const savePeriodeAction = formAction({ ...periode, run: savePeriode })
export const openPeriodeAction = formAction({ ...periode, run: openPeriode, done: "Budget ouvert." })
export const addBudgetAction = formAction({
  ...budget,
  input: addBudgetInput,
  run: addBudget,
  done: "Ajouté au budget.",
})
export const changeBudgetAction = formAction({
  ...budget,
  input: changeBudgetInput,
  run: changeBudget,
  next: budgetPage,
})
export const endBudgetAction = formAction({ ...budget, input: endBudgetInput, run: endBudget, next: budgetPage })
