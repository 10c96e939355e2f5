"use server"

import type { MembreContext } from "@/lib/access/context.ts"
import { formAction } from "@/lib/access/form-action.ts"
import { membreContext } from "@/lib/access/request.ts"
import { DEPOT_REFUSALS } from "@/lib/documents/types.ts"
import { addContrat, addInfrastructure, addPreuve, reviseContrat } from "./commands.ts"
import { contratInput, infrastructureInput, type PreuveInput, preuveInput, revisionInput } from "./schema.ts"
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

/** What may be wrong with the file itself is said beside it. */
const AT_FILE = Object.fromEntries(Object.keys(DEPOT_REFUSALS).map((refusal) => [refusal, "fichier"]))

export const addPreuveAction = formAction({
  ...{ context, input: preuveInput, refusals: { ...LOYER_REFUSALS, ...DEPOT_REFUSALS }, fields: AT_FILE },
  run: (ctx: MembreContext, input: PreuveInput) => addPreuve(ctx, input),
  done: "Le document est ajouté.",
})

export const addContratAction = formAction({
  ...{ ...base, input: contratInput, run: addContrat, done: "Le contrat est ajouté." },
  fields: { "metres-en-trop": "metres", "fin-avant": "fin" },
})

export const reviseContratAction = formAction({
  ...{ ...base, input: revisionInput, run: reviseContrat, done: "La révision est enregistrée." },
  fields: {
    "revision-avant": "effet",
    "revision-existante": "effet",
    "sans-indice": "indiceValeur",
    "prix-impossible": "indiceValeur",
  },
})
