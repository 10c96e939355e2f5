"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { renewSecret, updateConnexion } from "./commands/connexion.ts"
import { receiveListe } from "./commands/listes.ts"
import { announceMaintenance, cancelMaintenance, recordAcces, updateModule } from "./commands/manage.ts"
import { addVague, finishVague, followMontee, openMontee } from "./commands/montees.ts"
import { decideReprise } from "./commands/reprises.ts"
import { settleSorties } from "./commands/sorties.ts"
import {
  accesInput,
  cancelMaintenanceInput,
  connexionInput,
  listeInput,
  maintenanceInput,
  moduleInput,
  monteeEtatInput,
  monteeInput,
  repriseInput,
  secretInput,
  sortieInput,
  vagueFaiteInput,
  vagueInput,
} from "./schema.ts"
import { OUTIL_REFUSALS } from "./types.ts"

const shared = {
  context: agentContext,
  refusals: OUTIL_REFUSALS,
  fields: {
    "periode-inversee": "fin",
    "arret-passe": "fin",
    "collectivite-inconnue": "collectivite",
    "profil-tenu": "profils",
  },
  next: ({ slug }: { slug: string }) => `/gestion/outils/${slug}`,
}

export const updateModuleAction = formAction({ ...shared, input: moduleInput, run: updateModule })

export const announceMaintenanceAction = formAction({ ...shared, input: maintenanceInput, run: announceMaintenance })

export const cancelMaintenanceAction = formAction({ ...shared, input: cancelMaintenanceInput, run: cancelMaintenance })

export const recordAccesAction = formAction({ ...shared, input: accesInput, run: recordAcces })

export const decideRepriseAction = formAction({ ...shared, input: repriseInput, run: decideReprise })

export const settleSortiesAction = formAction({ ...shared, input: sortieInput, run: settleSorties })

/** A file is named beside its field. */
const FICHIER = {
  "fichier-absent": "fichier",
  "fichier-trop-gros": "fichier",
  "fichier-illisible": "fichier",
  "colonnes-absentes": "fichier",
  "fichier-vide": "fichier",
} as const

export const receiveListeAction = formAction({
  ...shared,
  fields: FICHIER,
  input: listeInput,
  run: receiveListe,
  next: ({ slug }) => `/gestion/outils/${slug}/acces`,
})

const onConnexion = { ...shared, next: ({ slug }: { slug: string }) => `/gestion/outils/${slug}/raccordement` }

export const updateConnexionAction = formAction({
  ...onConnexion,
  fields: { "retour-manquant": "retours" },
  input: connexionInput,
  run: updateConnexion,
})

export const renewSecretAction = formAction({ ...onConnexion, input: secretInput, run: renewSecret })

const onMontee = {
  ...shared,
  fields: { "collectivite-inconnue": "collectivite", "sans-vague": "collectivite", "vague-vide": "qui" } as const,
  next: ({ slug, montee }: { slug: string; montee: string }) => `/gestion/outils/${slug}/montees/${montee}`,
}

export const openMonteeAction = formAction({ ...onMontee, input: monteeInput, run: openMontee })

export const addVagueAction = formAction({ ...onMontee, input: vagueInput, run: addVague })

export const finishVagueAction = formAction({ ...onMontee, input: vagueFaiteInput, run: finishVague })

export const followMonteeAction = formAction({ ...onMontee, input: monteeEtatInput, run: followMontee })
