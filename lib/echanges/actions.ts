"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { askAgain } from "./commands/ask-again.ts"
import { correctDepot, retryDepot } from "./commands/decide-depot.ts"
import { answerMandat, passMandat } from "./commands/follow-mandat.ts"
import { importAcquit, transmitPes } from "./commands/follow-pes.ts"
import { makePes } from "./commands/make-pes.ts"
import {
  acquitInput,
  answerMandatInput,
  askAgainInput,
  correctDepotInput,
  depotInput,
  makePesInput,
  passMandatInput,
  pesFichierInput,
} from "./schema.ts"
import { ACQUIT_REFUSALS, DEPOT_REFUSALS, PASSAGE_REFUSALS, PES_REFUSALS, REPRISE_REFUSALS } from "./types.ts"

const PASSAGE_FIELDS = { "numero-pris": "numero", "jour-a-venir": "le", "jour-trop-tot": "le" } as const

export const makePesAction = formAction({
  context: agentContext,
  input: makePesInput,
  run: (ctx, input) => makePes(ctx, input),
  refusals: PES_REFUSALS,
  next: () => "/gestion/echanges",
})

export const transmitPesAction = formAction({
  context: agentContext,
  input: pesFichierInput,
  run: transmitPes,
  refusals: PES_REFUSALS,
  next: (_, data) => `/gestion/echanges/fichiers/${String(data.get("fichier"))}`,
})

export const importAcquitAction = formAction({
  context: agentContext,
  input: acquitInput,
  run: async (ctx, { fichier }) =>
    importAcquit(ctx, { bytes: Buffer.from(await fichier.arrayBuffer()), nom: fichier.name.slice(0, 200) }),
  refusals: ACQUIT_REFUSALS,
  fields: { "acquit-illisible": "fichier", "acquit-inconnu": "fichier", "acquit-autre-emetteur": "fichier" },
  next: ({ fichier }) => `/gestion/echanges/fichiers/${fichier}`,
})

export const retryDepotAction = formAction({
  context: agentContext,
  input: depotInput,
  run: retryDepot,
  refusals: DEPOT_REFUSALS,
  done: "Le dépôt repart : la page dira ce qu'il devient.",
})

export const correctDepotAction = formAction({
  context: agentContext,
  input: correctDepotInput,
  run: (ctx, input) => correctDepot(ctx, input),
  refusals: DEPOT_REFUSALS,
  done: "Le dépôt est complété et repart : la page dira ce qu'il devient.",
})

export const askAgainAction = formAction({
  context: agentContext,
  input: askAgainInput,
  run: askAgain,
  refusals: REPRISE_REFUSALS,
  done: "C'est reparti : l'avancement ci-dessus dit où en est chaque envoi.",
})

export const passMandatAction = formAction({
  context: agentContext,
  input: passMandatInput,
  run: passMandat,
  refusals: PASSAGE_REFUSALS,
  fields: PASSAGE_FIELDS,
  done: "Le passage du mandat est enregistré.",
})

export const answerMandatAction = formAction({
  context: agentContext,
  input: answerMandatInput,
  run: answerMandat,
  refusals: PASSAGE_REFUSALS,
  fields: PASSAGE_FIELDS,
  done: "La réponse du comptable est enregistrée.",
})
