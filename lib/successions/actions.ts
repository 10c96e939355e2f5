"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { changeEpci } from "./commands/epci.ts"
import { changeMaire } from "./commands/maire.ts"
import { mergeCommunes } from "./commands/merge.ts"
import { splitCommune } from "./commands/split.ts"
import { changeEpciInput, changeMaireInput, mergeInput, splitInput } from "./schema.ts"
import { SUCCESSION_REFUSALS } from "./types.ts"

const file = ({ collectivite }: { collectivite: string }) => `/gestion/collectivites/${collectivite}`

export const mergeAction = formAction({
  context: agentContext,
  input: mergeInput,
  run: mergeCommunes,
  refusals: SUCCESSION_REFUSALS,
  fields: { "code-pris": "codeInsee", "siren-pris": "siren", "date-lointaine": "le", "date-anterieure": "le" },
  next: file,
})

export const splitAction = formAction({
  context: agentContext,
  input: splitInput,
  run: splitCommune,
  refusals: SUCCESSION_REFUSALS,
  fields: { "date-lointaine": "le", "date-anterieure": "le" },
  next: ({ collectivites }) => `/gestion/collectivites/${collectivites[0]}`,
})

export const changeEpciAction = formAction({
  context: agentContext,
  input: changeEpciInput,
  run: changeEpci,
  refusals: SUCCESSION_REFUSALS,
  fields: { "epci-inconnu": "epci", "epci-inchange": "epci", "date-lointaine": "le", "appartenance-connue": "le" },
  next: file,
})

export const changeMaireAction = formAction({
  context: agentContext,
  input: changeMaireInput,
  run: changeMaire,
  refusals: SUCCESSION_REFUSALS,
  fields: { "maire-inchange": "personne", "personne-inconnue": "personne", "date-lointaine": "le" },
  done: "Le changement est enregistré.",
})
