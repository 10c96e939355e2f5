"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext, membreContext } from "@/lib/access/request.ts"
import type { Result } from "@/lib/platform/result.ts"
import { operateurSceau } from "@/lib/ports/sceau.ts"
import { refuseActe, withdrawActe } from "./commands/decline.ts"
import { launchGeneration, retryGeneration } from "./commands/generate.ts"
import { saveModele } from "./commands/modeles.ts"
import { prepareAvenant } from "./commands/prepare-avenant.ts"
import { prepareCharte } from "./commands/prepare-charte.ts"
import { prepareConvention } from "./commands/prepare-convention.ts"
import { produceNextActe } from "./commands/produce.ts"
import { sealNextActe } from "./commands/seal.ts"
import { countersignActe, signActe } from "./commands/sign.ts"
import {
  avenantInput,
  charteInput,
  conventionInput,
  declineInput,
  generationInput,
  modeleInput,
  retryInput,
  signInput,
} from "./schema.ts"
import { ACTE_REFUSALS } from "./types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const memberActe = ({ acte }: { acte: string }, data: FormData) => `/c/${data.get("collectivite")}/actes/${acte}`
const deskActe = ({ acte }: { acte: string }) => `/gestion/actes/${acte}`

/** The pages at once, so that nobody waits for the worker; should it fail here, the worker draws them. */
async function thenProduce<V extends { acte: string }, R extends string>(done: Result<V, R>): Promise<Result<V, R>> {
  if (done.ok) await produceNextActe(done.value.acte)
  return done
}

async function thenSeal<V extends { acte: string }, R extends string>(done: Result<V, R>): Promise<Result<V, R>> {
  const sceau = operateurSceau()
  if (done.ok && sceau) await sealNextActe(sceau, done.value.acte)
  return done
}

export const signAction = formAction({
  context: member,
  input: signInput,
  run: signActe,
  refusals: ACTE_REFUSALS,
  next: memberActe,
})

export const refuseAction = formAction({
  context: member,
  input: declineInput,
  run: refuseActe,
  refusals: ACTE_REFUSALS,
  next: memberActe,
})

export const countersignAction = formAction({
  context: agentContext,
  input: signInput,
  run: async (ctx, input) => thenSeal(await countersignActe(ctx, input)),
  refusals: ACTE_REFUSALS,
  next: deskActe,
})

export const withdrawAction = formAction({
  context: agentContext,
  input: declineInput,
  run: withdrawActe,
  refusals: ACTE_REFUSALS,
  next: deskActe,
})

export const prepareCharteAction = formAction({
  context: agentContext,
  input: charteInput,
  run: async (ctx, input) => thenProduce(await prepareCharte(ctx, input)),
  refusals: ACTE_REFUSALS,
  next: deskActe,
})

export const prepareConventionAction = formAction({
  context: agentContext,
  input: conventionInput,
  run: async (ctx, input) => thenProduce(await prepareConvention(ctx, input)),
  refusals: ACTE_REFUSALS,
  next: deskActe,
})

const AT_RENEWAL = {
  "pas-a-renouveler": "prolongeMois",
  "convention-denoncee": "prolongeMois",
  "marche-limite": "prolongeMois",
} as const

export const prepareAvenantAction = formAction({
  context: agentContext,
  input: avenantInput,
  run: async (ctx, input) => thenProduce(await prepareAvenant(ctx, input)),
  refusals: ACTE_REFUSALS,
  fields: { "quantite-inchangee": "quantite", "effet-passe": "effetLe", ...AT_RENEWAL },
  next: deskActe,
})

export const launchGenerationAction = formAction({
  context: agentContext,
  input: generationInput,
  run: launchGeneration,
  refusals: ACTE_REFUSALS,
  next: ({ generation }) => `/gestion/actes/generations/${generation}`,
})

export const retryGenerationAction = formAction({
  context: agentContext,
  input: retryInput,
  run: retryGeneration,
  refusals: ACTE_REFUSALS,
  done: "Les actes en échec sont repris.",
})

export const saveModeleAction = formAction({
  context: agentContext,
  input: modeleInput,
  run: saveModele,
  refusals: ACTE_REFUSALS,
  fields: { "modele-passe": "depuis", "champ-inconnu": "articles" },
  done: "Le modèle est enregistré : il vaut pour les documents établis à partir de sa date.",
})
