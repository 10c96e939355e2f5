"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { changeServiceEtat, createService, updateService } from "./commands/services.ts"
import { startTarif } from "./commands/start-tarif.ts"
import { serviceChangeInput, serviceEtatInput, serviceInput, tarifInput } from "./schema.ts"
import { CATALOGUE_REFUSALS } from "./types.ts"

const shared = {
  context: agentContext,
  refusals: CATALOGUE_REFUSALS,
  next: ({ slug }: { slug: string }) => `/gestion/catalogue/${slug}`,
}
const fields = { "pilier-inconnu": "pilierId", "nom-pris": "nom", "tarif-anterieur": "depuis" }

export const createServiceAction = formAction({ ...shared, fields, input: serviceInput, run: createService })

export const updateServiceAction = formAction({ ...shared, fields, input: serviceChangeInput, run: updateService })

export const changeServiceEtatAction = formAction({ ...shared, input: serviceEtatInput, run: changeServiceEtat })

export const startTarifAction = formAction({ ...shared, fields, input: tarifInput, run: startTarif })
