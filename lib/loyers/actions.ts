"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { membreContext } from "@/lib/access/request.ts"
import { addContrat, addInfrastructure, addPreuve, reviseContrat } from "./commands.ts"
import { contratInput, infrastructureInput, preuveInput, revisionInput } from "./schema.ts"
import { LOYER_REFUSALS } from "./types.ts"

const context = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const base = { context, refusals: LOYER_REFUSALS }
const file = ({ infrastructure }: { infrastructure: string }, data: FormData) =>
  `/c/${data.get("collectivite")}/redevances/loyers/${infrastructure}`

export const addInfrastructureAction = formAction({
  ...base,
  input: infrastructureInput,
  run: addInfrastructure,
  next: file,
})

export const addPreuveAction = formAction({
  ...base,
  input: preuveInput,
  run: addPreuve,
  done: "Le document est ajouté.",
})

export const addContratAction = formAction({
  ...{ ...base, input: contratInput, run: addContrat, done: "Le contrat est ajouté." },
  fields: { "metres-en-trop": "metres", "fin-avant": "fin" },
})

export const reviseContratAction = formAction({
  ...{ ...base, input: revisionInput, run: reviseContrat, done: "La révision est enregistrée." },
  fields: { "revision-avant": "effet", "revision-existante": "effet" },
})
