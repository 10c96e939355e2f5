"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { addGuide, changeReglage, closeCampagne, createCampagne, planVisite } from "./commands/campagnes.ts"
import { decideCorrection } from "./commands/decide-correction.ts"
import { depositFile } from "./commands/deposit.ts"
import { declareException, liftException } from "./commands/exceptions.ts"
import { seeAvis } from "./commands/see-avis.ts"
import { advanceSignalement, declareSignalement } from "./commands/signalements.ts"
import { fetchNow, setSource, stopSource } from "./commands/source.ts"
import {
  avisInput,
  campagneInput,
  closeInput,
  correctionInput,
  depositInput,
  exceptionInput,
  guideInput,
  liftInput,
  reglageInput,
  signalementInput,
  sourceActInput,
  sourceInput,
  suiviInput,
  visiteInput,
} from "./schema.ts"
import { BAL_REFUSALS, DEPOT_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const home = (data: FormData) => `/c/${data.get("collectivite")}/adresses`

export const depositAction = formAction({
  context: member,
  input: depositInput,
  run: depositFile,
  refusals: DEPOT_REFUSALS,
  fields: {
    "fichier-absent": "fichier",
    "fichier-vide": "fichier",
    "fichier-trop-gros": "fichier",
    "fichier-archive": "fichier",
    "fichier-classeur": "fichier",
    "fichier-binaire": "fichier",
    "fichier-identique": "fichier",
  },
  next: (_value, data) => home(data),
})

export const exceptionAction = formAction({
  context: member,
  input: exceptionInput,
  run: declareException,
  refusals: BAL_REFUSALS,
  next: ({ voie }, data) => `${home(data)}/voies/${voie}`,
})

export const liftAction = formAction({
  context: member,
  input: liftInput,
  run: liftException,
  refusals: BAL_REFUSALS,
  done: "L’anomalie compte de nouveau.",
})

export const correctionAction = formAction({
  context: member,
  input: correctionInput,
  run: decideCorrection,
  refusals: BAL_REFUSALS,
  fields: { "choix-manquant": "choix" },
  done: "Décision enregistrée.",
})

export const seenAction = formAction({
  context: member,
  input: avisInput,
  run: seeAvis,
  refusals: BAL_REFUSALS,
  done: "Noté.",
})

export const sourceAction = formAction({
  context: member,
  input: sourceInput,
  run: setSource,
  refusals: BAL_REFUSALS,
  done: "Adresse enregistrée : le premier relevé se fait dans la minute.",
})

export const fetchNowAction = formAction({
  context: member,
  input: sourceActInput,
  run: fetchNow,
  refusals: BAL_REFUSALS,
  done: "Le relevé se fait dans la minute.",
})

export const stopSourceAction = formAction({
  context: member,
  input: sourceActInput,
  run: stopSource,
  refusals: BAL_REFUSALS,
  done: "Le relevé automatique est arrêté.",
})

export const signalementAction = formAction({
  context: member,
  input: signalementInput,
  run: declareSignalement,
  refusals: BAL_REFUSALS,
  done: "Problème déclaré : votre opérateur le suit avec l’opérateur du réseau.",
})

const campagne = ({ id }: { id: string }) => `/gestion/adresses/campagnes/${id}`

export const campagneAction = formAction({
  context: agentContext,
  input: campagneInput,
  run: createCampagne,
  refusals: BAL_REFUSALS,
  fields: { "aucune-commune": "filtre" },
  next: campagne,
})

export const visiteAction = formAction({
  context: agentContext,
  input: visiteInput,
  run: planVisite,
  refusals: BAL_REFUSALS,
  done: "Visite enregistrée.",
})

export const closeCampagneAction = formAction({
  context: agentContext,
  input: closeInput,
  run: closeCampagne,
  refusals: BAL_REFUSALS,
  next: campagne,
})

export const guideAction = formAction({
  context: agentContext,
  input: guideInput,
  run: addGuide,
  refusals: BAL_REFUSALS,
  done: "Guide ajouté : toutes les communes le lisent.",
})

export const reglageAction = formAction({
  context: agentContext,
  input: reglageInput,
  run: changeReglage,
  refusals: BAL_REFUSALS,
  done: "Réglages enregistrés : les priorités sont recalculées.",
})

export const suiviAction = formAction({
  context: agentContext,
  input: suiviInput,
  run: advanceSignalement,
  refusals: BAL_REFUSALS,
  next: ({ id }) => `/gestion/adresses/raccordement/${id}`,
})
