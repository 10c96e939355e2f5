"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { configuredDns } from "@/lib/ports/dns.ts"
import { checkZone, completeEtape, configureZone } from "./commands/follow.ts"
import { addBoite, chooseNom, planDates, removeBoite } from "./commands/prepare.ts"
import { attendusInput, boiteInput, datesInput, etapeInput, nomInput, removeBoiteInput, zoneInput } from "./schema.ts"
import { MESSAGERIE_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const shared = {
  context: member,
  refusals: MESSAGERIE_REFUSALS,
  fields: {
    ...{ "nom-invalide": "nom", "nom-generique": "nom", "adresse-invalide": "adresse", "adresse-prise": "adresse" },
  },
  next: (_: unknown, data: FormData) =>
    `/c/${data.get("collectivite")}/messagerie?souscription=${encodeURIComponent(String(data.get("souscription") ?? ""))}`,
}

export const chooseNomAction = formAction({
  ...shared,
  input: nomInput,
  run: (ctx, input) => chooseNom(ctx, input, configuredDns()),
})

export const addBoiteAction = formAction({ ...shared, input: boiteInput, run: addBoite })

export const removeBoiteAction = formAction({ ...shared, input: removeBoiteInput, run: removeBoite })

export const planDatesAction = formAction({ ...shared, input: datesInput, run: planDates })

export const checkZoneAction = formAction({
  ...shared,
  input: zoneInput,
  run: (ctx, input) => checkZone(ctx, input, configuredDns()),
})

export const completeEtapeAction = formAction({ ...shared, input: etapeInput, run: completeEtape })

const desk = {
  context: agentContext,
  refusals: MESSAGERIE_REFUSALS,
  next: ({ souscriptionId }: { souscriptionId: string }) => `/gestion/souscriptions/${souscriptionId}/messagerie`,
}

export const configureZoneAction = formAction({ ...desk, input: attendusInput, run: configureZone })

export const deskCheckZoneAction = formAction({
  ...desk,
  input: zoneInput,
  run: (ctx, input) => checkZone(ctx, input, configuredDns()),
})

export const deskCompleteEtapeAction = formAction({ ...desk, input: etapeInput, run: completeEtape })
