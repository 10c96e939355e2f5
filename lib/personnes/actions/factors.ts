"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { removeFactor } from "@/lib/access/identity/factors.ts"
import { FACTOR_REFUSALS, RESET_REFUSALS } from "@/lib/access/identity/refusals.ts"
import { resetFactors } from "@/lib/access/identity/reset.ts"
import { beginTotp, confirmTotp, enrolTotp } from "@/lib/access/identity/totp-factor.ts"
import { agentContext, personneContext } from "@/lib/access/request.ts"
import { localPath } from "@/lib/platform/local-path.ts"
import { ok } from "@/lib/platform/result.ts"
import { confirmFactorInput, factorInput, noInput, resetFactorsInput, totpInput } from "../schema.ts"

export const beginTotpAction = formAction({
  context: personneContext,
  input: noInput,
  run: ({ who }) => beginTotp(who),
  refusals: FACTOR_REFUSALS,
  next: () => "/moi/securite/code",
})

export const enrolTotpAction = formAction({
  context: personneContext,
  input: totpInput,
  run: ({ who }, { code }) => enrolTotp(who, code),
  refusals: FACTOR_REFUSALS,
  fields: { "code-faux": "code", "code-expire": "code" },
  next: () => "/moi/securite",
})

export const removeFactorAction = formAction({
  context: personneContext,
  input: factorInput,
  run: ({ who }, { facteur }) => removeFactor(who, facteur),
  refusals: FACTOR_REFUSALS,
  next: () => "/moi/securite",
})

export const confirmFactorAction = formAction({
  context: personneContext,
  input: confirmFactorInput,
  run: async ({ who }, { code, retour }) => {
    const confirmed = await confirmTotp(who, code)
    return confirmed.ok ? ok(localPath(retour, "/moi")) : confirmed
  },
  refusals: FACTOR_REFUSALS,
  fields: { "code-faux": "code", "code-expire": "code" },
  next: (retour) => retour,
})

export const resetFactorsAction = formAction({
  context: agentContext,
  input: resetFactorsInput,
  run: resetFactors,
  refusals: RESET_REFUSALS,
  next: (_, data) => `/gestion/collectivites/${data.get("collectivite")}/personnes/${data.get("rattachement")}`,
})
