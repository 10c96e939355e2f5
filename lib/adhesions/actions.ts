"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { visitorContext } from "@/lib/access/request.ts"
import { askToJoin } from "./commands.ts"
import { askToJoinInput } from "./schema.ts"
import { ADHESION_REFUSALS } from "./types.ts"

export const askToJoinAction = formAction({
  context: visitorContext,
  input: askToJoinInput,
  run: askToJoin,
  refusals: ADHESION_REFUSALS,
  fields: { "organisme-prive": "categorieJuridique", "categorie-invalide": "categorieJuridique" },
  next: ({ publicId }) => `/simulateur?collectivite=${publicId}&demande=recue`,
})
