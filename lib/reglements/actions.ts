"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import { affectRecu, affectSure } from "./commands/affect.ts"
import { answerQuestion, askQuestion } from "./commands/ask.ts"
import { moveCredit, refundCredit, undoReglement } from "./commands/correct.ts"
import { applyImport, depositFile } from "./commands/import.ts"
import { pauseRelances, resumeRelances } from "./commands/pause.ts"
import { recordReglement, resumeRecu, setAsideRecu } from "./commands/record.ts"
import {
  affectInput,
  affectSureInput,
  answerInput,
  applyImportInput,
  askInput,
  depositFileInput,
  moveCreditInput,
  pauseInput,
  recordInput,
  recuInput,
  refundInput,
  resumeInput,
  setAsideInput,
  undoInput,
} from "./schema.ts"
import { FILE_REFUSALS, IMPORT_REFUSALS, QUESTION_REFUSALS, REGLEMENT_REFUSALS, RELANCE_REFUSALS } from "./types.ts"

const FICHIER = {
  "fichier-absent": "fichier",
  "fichier-vide": "fichier",
  "fichier-trop-gros": "fichier",
  "fichier-classeur": "fichier",
  "fichier-binaire": "fichier",
  "encodage-inconnu": "fichier",
  "guillemets-ouverts": "fichier",
  "colonnes-absentes": "fichier",
  "colonnes-en-double": "fichier",
  "aucune-ligne": "fichier",
  "trop-de-lignes": "fichier",
} as const

export const depositFileAction = formAction({
  context: agentContext,
  input: depositFileInput,
  run: async (ctx, { fichier }) =>
    depositFile(ctx, { bytes: new Uint8Array(await fichier.arrayBuffer()), nom: fichier.name }),
  refusals: FILE_REFUSALS,
  fields: FICHIER,
  next: ({ fichier }) => `/gestion/reglements/imports/${fichier}`,
})

export const applyImportAction = formAction({
  context: agentContext,
  input: applyImportInput,
  run: (ctx, input) => applyImport(ctx, input),
  refusals: IMPORT_REFUSALS,
  fields: { "lignes-refusees": "ecarter" },
  next: (_, data) => `/gestion/reglements/imports/${String(data.get("fichier"))}`,
})

const reglement = { context: agentContext, refusals: REGLEMENT_REFUSALS }

export const affectRecuAction = formAction({
  ...reglement,
  input: affectInput,
  run: affectRecu,
  fields: { "trop-percu": "tropPercu" },
  next: ({ recu }) => `/gestion/reglements/recus/${recu}`,
})

export const affectSureAction = formAction({
  ...reglement,
  input: affectSureInput,
  run: affectSure,
  next: ({ affectes }) => `/gestion/reglements?affectes=${affectes}`,
})

export const setAsideRecuAction = formAction({
  ...reglement,
  input: setAsideInput,
  run: setAsideRecu,
  next: ({ recu }) => `/gestion/reglements/recus/${recu}`,
})

export const resumeRecuAction = formAction({
  ...reglement,
  input: recuInput,
  run: resumeRecu,
  next: ({ recu }) => `/gestion/reglements/recus/${recu}`,
})

export const undoReglementAction = formAction({
  ...reglement,
  input: undoInput,
  run: undoReglement,
  next: ({ recu, titre: id }) => (recu ? `/gestion/reglements/recus/${recu}` : `/gestion/titres/${id}/reglements`),
})

const titre = { ...reglement, next: ({ titre: id }: { titre: string }) => `/gestion/titres/${id}/reglements` }

export const recordReglementAction = formAction({
  ...titre,
  input: recordInput,
  run: recordReglement,
  fields: { "trop-percu": "tropPercu" },
})
export const moveCreditAction = formAction({ ...titre, input: moveCreditInput, run: moveCredit })
export const refundCreditAction = formAction({ ...titre, input: refundInput, run: refundCredit })

const relance = {
  context: agentContext,
  refusals: RELANCE_REFUSALS,
  next: ({ titre: id }: { titre: string }) => `/gestion/titres/${id}/reglements`,
}

export const pauseRelancesAction = formAction({ ...relance, input: pauseInput, run: pauseRelances })
export const resumeRelancesAction = formAction({ ...relance, input: resumeInput, run: resumeRelances })

export const askQuestionAction = formAction({
  context: (data) => membreContext(String(data.get("collectivite"))),
  input: askInput,
  run: askQuestion,
  refusals: QUESTION_REFUSALS,
  fields: { "ligne-inconnue": "rang" },
  done: "Votre question est partie. La réponse sera ici, et vous serez prévenu par message.",
})

export const answerQuestionAction = formAction({
  context: agentContext,
  input: answerInput,
  run: answerQuestion,
  refusals: QUESTION_REFUSALS,
  done: "Votre réponse est partie.",
})
