"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { CITATION_FIELDS } from "@/lib/deliberations/types.ts"
import { createBesoin, removeBesoin, updateBesoin } from "./commands/besoins.ts"
import { updateConditions } from "./commands/conditions.ts"
import { attachDocument, detachDocument } from "./commands/documents.ts"
import { chooseMember, openExperimentation } from "./commands/experimentations.ts"
import { depositFichier, depositFichierVersion } from "./commands/fichiers.ts"
import { changeImpactEtat, writeImpact } from "./commands/impact.ts"
import { createOffre, removeOffre, updateOffre } from "./commands/offres-externes.ts"
import { changeOptionEtat, createOption, updateOption } from "./commands/options.ts"
import { publishVersion } from "./commands/publish-version.ts"
import { changeServiceEtat, createService, updateService } from "./commands/services.ts"
import { startTarif } from "./commands/start-tarif.ts"
import {
  besoinChangeInput,
  besoinInput,
  besoinRetireInput,
  documentInput,
  documentRetireInput,
  fichierInput,
  fichierVersionInput,
  offreChangeInput,
  offreInput,
  offreRetireInput,
  optionChangeInput,
  optionEtatInput,
  optionInput,
} from "./schema/complements.ts"
import { tarifInput } from "./schema/tarif.ts"
import {
  choisirInput,
  conditionsInput,
  experimentationInput,
  impactEtatInput,
  impactInput,
  publishInput,
  serviceChangeInput,
  serviceEtatInput,
  serviceInput,
} from "./schema.ts"
import { CATALOGUE_REFUSALS } from "./types.ts"

const shared = {
  context: agentContext,
  refusals: CATALOGUE_REFUSALS,
  next: ({ slug }: { slug: string }) => `/gestion/catalogue/${slug}`,
}
const fields = {
  "pilier-inconnu": "pilierId",
  "nom-pris": "nom",
  "tarif-anterieur": "depuis",
  "grille-par-poste": "assiette",
  ...CITATION_FIELDS,
}

export const createServiceAction = formAction({ ...shared, fields, input: serviceInput, run: createService })

export const updateServiceAction = formAction({ ...shared, fields, input: serviceChangeInput, run: updateService })

export const changeServiceEtatAction = formAction({ ...shared, input: serviceEtatInput, run: changeServiceEtat })

export const startTarifAction = formAction({ ...shared, fields, input: tarifInput, run: startTarif })

const conditionFields = {
  "population-inversee": "populationMin",
  "prerequis-circulaire": "prerequis",
  "prerequis-inconnu": "prerequis",
  "marche-inconnu": "marche",
  "reconduction-sans-duree": "conventionMois",
  "preavis-manquant": "preavisMois",
  "preavis-de-trop": "preavisMois",
  "preavis-trop-long": "preavisMois",
} as const

export const updateConditionsAction = formAction({
  ...shared,
  fields: conditionFields,
  input: conditionsInput,
  run: updateConditions,
})

const onExperimentation = {
  ...shared,
  next: ({ slug }: { slug: string }) => `/gestion/catalogue/${slug}/experimentation`,
}

export const openExperimentationAction = formAction({
  ...onExperimentation,
  fields: {
    "experimentation-inversee": "jusqua",
    "experimentation-anterieure": "depuis",
    "deliberation-inconnue": "deliberation",
  },
  input: experimentationInput,
  run: openExperimentation,
})

export const chooseMemberAction = formAction({
  ...onExperimentation,
  fields: { "collectivite-inconnue": "collectivite", "deja-choisie": "collectivite" },
  input: choisirInput,
  run: chooseMember,
})

const onImpact = { ...shared, next: ({ slug }: { slug: string }) => `/gestion/catalogue/${slug}/impact` }

export const writeImpactAction = formAction({ ...onImpact, input: impactInput, run: writeImpact })

export const changeImpactEtatAction = formAction({
  ...onImpact,
  fields: { "deliberation-inconnue": "deliberation" },
  input: impactEtatInput,
  run: changeImpactEtat,
})

export const publishVersionAction = formAction({
  context: agentContext,
  refusals: CATALOGUE_REFUSALS,
  fields: { "version-anterieure": "depuis" },
  input: publishInput,
  run: publishVersion,
  next: ({ numero }) => `/gestion/catalogue/versions/${numero}`,
})

const onOptions = {
  ...shared,
  fields: { "option-prise": "nom" } as const,
  next: ({ slug }: { slug: string }) => `/gestion/catalogue/${slug}/options`,
}

export const createOptionAction = formAction({ ...onOptions, input: optionInput, run: createOption })

export const updateOptionAction = formAction({ ...onOptions, input: optionChangeInput, run: updateOption })

export const changeOptionEtatAction = formAction({ ...onOptions, input: optionEtatInput, run: changeOptionEtat })

const onDocuments = {
  ...shared,
  fields: {
    "document-present": "adresse",
    "fichier-pdf": "fichier",
    "fichier-refuse": "fichier",
    "fichier-identique": "fichier",
    "antivirus-absent": "fichier",
  } as const,
  next: ({ slug }: { slug: string }) => `/gestion/catalogue/${slug}/documents`,
}

export const attachDocumentAction = formAction({ ...onDocuments, input: documentInput, run: attachDocument })

export const detachDocumentAction = formAction({ ...onDocuments, input: documentRetireInput, run: detachDocument })

export const depositFichierAction = formAction({ ...onDocuments, input: fichierInput, run: depositFichier })

export const depositFichierVersionAction = formAction({
  ...onDocuments,
  input: fichierVersionInput,
  run: depositFichierVersion,
  next: ({ slug, document }) => `/gestion/catalogue/${slug}/documents/${document}`,
})

const onOffres = {
  context: agentContext,
  refusals: CATALOGUE_REFUSALS,
  next: () => "/gestion/catalogue/offres",
}

export const createOffreAction = formAction({ ...onOffres, input: offreInput, run: createOffre })

export const updateOffreAction = formAction({ ...onOffres, input: offreChangeInput, run: updateOffre })

export const removeOffreAction = formAction({ ...onOffres, input: offreRetireInput, run: removeOffre })

const onBesoins = {
  context: agentContext,
  refusals: CATALOGUE_REFUSALS,
  fields: { "besoin-pris": "nom", "service-inconnu": "service" } as const,
  next: () => "/gestion/catalogue/besoins",
}

export const createBesoinAction = formAction({ ...onBesoins, input: besoinInput, run: createBesoin })

export const updateBesoinAction = formAction({ ...onBesoins, input: besoinChangeInput, run: updateBesoin })

export const removeBesoinAction = formAction({ ...onBesoins, input: besoinRetireInput, run: removeBesoin })
