"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { askRattachement, confirmCode } from "@/lib/access/identity/demandes.ts"
import { agentContext, personneContext } from "@/lib/access/request.ts"
import { decideRattachement } from "../commands/decide.ts"
import { askRattachementInput, confirmCodeInput, decideInput } from "../schema.ts"
import { DEMANDE_REFUSALS } from "../types.ts"

export const askRattachementAction = formAction({
  context: personneContext,
  input: askRattachementInput,
  run: ({ who }, { collectivite, role, fonction }) => askRattachement(who, { publicId: collectivite, role, fonction }),
  refusals: DEMANDE_REFUSALS,
  fields: {
    "collectivite-inconnue": "collectivite",
    "collectivite-disparue": "collectivite",
    "deja-rattachee": "collectivite",
    "deja-demandee": "collectivite",
  },
  next: ({ id }) => `/moi/rejoindre/${id}`,
})

export const confirmCodeAction = formAction({
  context: personneContext,
  input: confirmCodeInput,
  run: ({ who }, { demande, code }) => confirmCode(who, demande, code),
  refusals: DEMANDE_REFUSALS,
  fields: { "code-faux": "code" },
  next: () => "/moi",
})

export const decideRattachementAction = formAction({
  context: agentContext,
  input: decideInput,
  run: decideRattachement,
  refusals: DEMANDE_REFUSALS,
  next: () => "/gestion/rattachements",
})
