"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { DEPOT_REFUSALS } from "@/lib/documents/types.ts"
import { approveProjet, refuseProjet, withdrawProjet } from "./commands/decide-projet.ts"
import { openSerie } from "./commands/open-serie.ts"
import { proposeCorrection } from "./commands/propose-correction.ts"
import { proposeTitre } from "./commands/propose-titre.ts"
import { correctionInput, projetInput, refuseProjetInput, serieInput, titreInput } from "./schema.ts"
import { PROJET_REFUSALS, SERIE_REFUSALS } from "./types.ts"

const shared = { context: agentContext, refusals: PROJET_REFUSALS }
const projetPath = ({ projet }: { projet: string }) => `/gestion/titres/projets/${projet}`

export const proposeCorrectionAction = formAction({
  context: agentContext,
  input: correctionInput,
  run: (ctx, input) => proposeCorrection(ctx, input),
  refusals: { ...PROJET_REFUSALS, ...DEPOT_REFUSALS },
  fields: { "debiteur-inconnu": "debiteur", "debiteur-identique": "debiteur" },
  next: projetPath,
})

export const proposeTitreAction = formAction({
  ...shared,
  input: titreInput,
  run: proposeTitre,
  fields: { "debiteur-inconnu": "debiteur", "sans-ligne": "libelle-1", "lignes-mixtes": "tva-1" },
  next: projetPath,
})

export const approveProjetAction = formAction({
  ...shared,
  input: projetInput,
  run: approveProjet,
  next: ({ titre }) => `/gestion/titres/${titre}`,
})

export const refuseProjetAction = formAction({
  ...shared,
  input: refuseProjetInput,
  run: refuseProjet,
  done: "Le projet est refusé : rien n’a été émis.",
})

export const withdrawProjetAction = formAction({
  ...shared,
  input: projetInput,
  run: withdrawProjet,
  done: "Le projet est retiré : rien n’a été émis.",
})

export const openSerieAction = formAction({
  context: agentContext,
  input: serieInput,
  run: openSerie,
  refusals: SERIE_REFUSALS,
  fields: { "serie-commencee": "premier", "exercice-clos": "annee" },
  done: "Le premier numéro est fixé.",
})
