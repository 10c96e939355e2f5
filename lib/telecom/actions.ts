"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { membreContext } from "@/lib/access/request.ts"
import { addLigne, retireLigne } from "./commands.ts"
import { ligneInput, retirerInput } from "./schema.ts"
import { TELECOM_REFUSALS } from "./types.ts"

const context = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const base = { context, refusals: TELECOM_REFUSALS }

export const addLigneAction = formAction({ ...base, input: ligneInput, run: addLigne, done: "La ligne est ajoutée." })
export const retireLigneAction = formAction({
  ...base,
  input: retirerInput,
  run: retireLigne,
  done: "La ligne est retirée.",
})
