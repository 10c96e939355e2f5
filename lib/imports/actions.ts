"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { agentContext } from "@/lib/access/request.ts"
import { applyImport } from "./commands/apply.ts"
import { abandonImport, confirmAll, confirmLines } from "./commands/confirm.ts"
import { prepareImport } from "./commands/prepare.ts"
import { confirmLinesInput, importInput, prepareImportInput } from "./schema.ts"
import { FILE_REFUSALS, IMPORT_REFUSALS } from "./types.ts"

const FICHIER = {
  "fichier-absent": "fichier",
  "fichier-vide": "fichier",
  "fichier-trop-gros": "fichier",
  "fichier-classeur": "fichier",
  "fichier-binaire": "fichier",
  "encodage-inconnu": "fichier",
  "guillemets-ouverts": "fichier",
  "colonnes-absentes": "fichier",
  "colonnes-en-double": "fichier",
  "geojson-illisible": "fichier",
  "aucune-ligne": "fichier",
  "trop-de-lignes": "fichier",
} as const

export const prepareImportAction = formAction({
  context: agentContext,
  input: prepareImportInput,
  run: prepareImport,
  refusals: FILE_REFUSALS,
  fields: FICHIER,
  next: ({ importId }) => `/gestion/imports/${importId}`,
})

export const confirmLinesAction = formAction({
  context: agentContext,
  input: confirmLinesInput,
  run: confirmLines,
  refusals: IMPORT_REFUSALS,
  next: ({ importId }, data) => `/gestion/imports/${importId}?verification=${Number(data.get("verification")) || 1}`,
})

export const confirmAllAction = formAction({
  context: agentContext,
  input: importInput,
  run: confirmAll,
  refusals: IMPORT_REFUSALS,
  next: ({ importId }) => `/gestion/imports/${importId}`,
})

export const applyImportAction = formAction({
  context: agentContext,
  input: importInput,
  run: applyImport,
  refusals: IMPORT_REFUSALS,
  next: ({ importId }) => `/gestion/imports/${importId}`,
})

export const abandonImportAction = formAction({
  context: agentContext,
  input: importInput,
  run: abandonImport,
  refusals: IMPORT_REFUSALS,
  next: () => "/gestion/imports",
})
