"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { askClosing, closeExercice, withdrawClosing } from "./commands.ts"
import { closeInput, exerciceInput } from "./schema.ts"
import { EXERCICE_REFUSALS } from "./types.ts"

const shared = { context: agentContext, refusals: EXERCICE_REFUSALS }

export const askClosingAction = formAction({
  ...shared,
  input: exerciceInput,
  run: askClosing,
  done: "La clôture est demandée : une autre personne doit la confirmer.",
})

export const withdrawClosingAction = formAction({
  ...shared,
  input: exerciceInput,
  run: withdrawClosing,
  done: "La demande est retirée : l’exercice reste ouvert.",
})

export const closeExerciceAction = formAction({
  ...shared,
  input: closeInput,
  run: closeExercice,
  done: "L’exercice est clos.",
})
