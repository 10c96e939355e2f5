"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { answerDemande, askDroit } from "../commands/demandes.ts"
import { endDroit, giveDroit } from "../commands/droits.ts"
import { answerInput, askInput, endInput, giveInput } from "../schema/droits.ts"
import { DROIT_REFUSALS } from "../types.ts"

type Done = { slug: string; collectivite: string }

const shared = {
  refusals: DROIT_REFUSALS,
  fields: {
    "personne-inconnue": "personne",
    "boite-partagee": "personne",
    "deja-donne": "personne",
    "profil-inconnu": "profil",
    "periode-passee": "jusquAu",
    "motif-manquant": "motif",
  } as const,
}

const member = {
  ...shared,
  context: (data: FormData) => membreContext(String(data.get("collectivite"))),
  next: ({ slug, collectivite }: Done) => `/c/${collectivite}/outils/${slug}`,
}

export const giveDroitAction = formAction({ ...member, input: giveInput, run: giveDroit })

export const endDroitAction = formAction({ ...member, input: endInput, run: endDroit })

export const askDroitAction = formAction({ ...member, input: askInput, run: askDroit })

export const answerDemandeAction = formAction({ ...member, input: answerInput, run: answerDemande })

const staff = {
  ...shared,
  context: agentContext,
  next: ({ slug, collectivite }: Done) => `/gestion/outils/${slug}/acces/${collectivite}`,
}

export const giveDroitAsAgentAction = formAction({ ...staff, input: giveInput, run: giveDroit })

export const endDroitAsAgentAction = formAction({ ...staff, input: endInput, run: endDroit })
