"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { completeFiche } from "./commands/complete-fiche.ts"
import { saveCoordonnees } from "./commands/coordonnees.ts"
import { confirmCourriel, giveUpCourriel } from "./commands/courriel-officiel.ts"
import { confirmCourrielInput, coordonneesInput, ficheInput, giveUpCourrielInput } from "./schema.ts"
import { COLLECTIVITE_REFUSALS, COORDONNEES_REFUSALS } from "./types.ts"

export const completeFicheAction = formAction({
  context: agentContext,
  input: ficheInput,
  run: completeFiche,
  refusals: COLLECTIVITE_REFUSALS,
  fields: { "siren-connu": "siren", "siren-pris": "siren", "siret-autre-siren": "siret" },
  next: ({ publicId }) => `/gestion/collectivites/${publicId}`,
})

const mine = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const coordonneesOf = (data: FormData) => `/c/${data.get("collectivite")}/coordonnees`

export const saveCoordonneesAction = formAction({
  context: mine,
  input: coordonneesInput,
  run: saveCoordonnees,
  refusals: COORDONNEES_REFUSALS,
  fields: { "siren-pris": "siret", "siret-autre-siren": "siret", "courriel-retire": "courrielOfficiel" },
  next: ({ toConfirm }, data) => (toConfirm ? coordonneesOf(data) : `/c/${data.get("collectivite")}`),
})

export const confirmCourrielAction = formAction({
  context: mine,
  input: confirmCourrielInput,
  run: confirmCourriel,
  refusals: COORDONNEES_REFUSALS,
  fields: { "code-faux": "code" },
  next: (_, data) => coordonneesOf(data),
})

export const giveUpCourrielAction = formAction({
  context: mine,
  input: giveUpCourrielInput,
  run: giveUpCourriel,
  refusals: COORDONNEES_REFUSALS,
  next: (_, data) => coordonneesOf(data),
})
