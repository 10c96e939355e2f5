"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { announceMaintenance, cancelMaintenance, recordAcces, updateModule } from "./commands/manage.ts"
import { decideReprise } from "./commands/reprises.ts"
import { accesInput, cancelMaintenanceInput, maintenanceInput, moduleInput, repriseInput } from "./schema.ts"
import { OUTIL_REFUSALS } from "./types.ts"

const shared = {
  context: agentContext,
  refusals: OUTIL_REFUSALS,
  fields: { "periode-inversee": "fin", "arret-passe": "fin", "collectivite-inconnue": "collectivite" },
  next: ({ slug }: { slug: string }) => `/gestion/outils/${slug}`,
}

export const updateModuleAction = formAction({ ...shared, input: moduleInput, run: updateModule })

export const announceMaintenanceAction = formAction({ ...shared, input: maintenanceInput, run: announceMaintenance })

export const cancelMaintenanceAction = formAction({ ...shared, input: cancelMaintenanceInput, run: cancelMaintenance })

export const recordAccesAction = formAction({ ...shared, input: accesInput, run: recordAcces })

export const decideRepriseAction = formAction({ ...shared, input: repriseInput, run: decideReprise })
