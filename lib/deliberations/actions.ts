"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { attachDeliberation, changeDeliberation, depositDeliberation, recordDeliberation } from "./commands.ts"
import { attachInput, changeInput, recordInput, versionInput } from "./schema.ts"
import { DELIBERATION_REFUSALS } from "./types.ts"

const shared = {
  context: agentContext,
  refusals: DELIBERATION_REFUSALS,
  fields: {
    ...{ "deliberation-existante": "numero", "deliberation-deja-dite": "objet" },
    ...{ "fichier-identique": "fichier", "fichier-pdf": "fichier" },
    ...{ "fichier-refuse": "fichier", "antivirus-absent": "fichier" },
  } as const,
}
const page = ({ id }: { id: string }) => `/gestion/deliberations/${id}`

export const recordDeliberationAction = formAction({
  ...shared,
  input: recordInput,
  run: recordDeliberation,
  next: page,
})
export const changeDeliberationAction = formAction({
  ...shared,
  input: changeInput,
  run: changeDeliberation,
  done: "Enregistré.",
})
export const depositDeliberationAction = formAction({
  ...shared,
  input: versionInput,
  run: depositDeliberation,
  done: "Fichier déposé.",
})
export const attachDeliberationAction = formAction({
  ...shared,
  input: attachInput,
  run: attachDeliberation,
  done: "Rattaché.",
})
