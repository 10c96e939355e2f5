"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { membreContext } from "@/lib/access/request.ts"
import { SHEET_REFUSAL_FIELDS, SHEET_REFUSALS } from "@/lib/platform/sheet.ts"
import { applyImport, leaveImport, matchColumns, prepareImport } from "./commands/import.ts"
import { addLigne, retireLigne } from "./commands/lignes.ts"
import {
  applyImportInput,
  correspondanceInput,
  fichierInput,
  importTarget,
  ligneInput,
  retirerInput,
} from "./schema.ts"
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

const fileRefusals = { ...TELECOM_REFUSALS, ...SHEET_REFUSALS }
const page = ({ id }: { id: string }, data: FormData) =>
  `/c/${data.get("collectivite")}/redevances/telecom/imports/${id}`

export const prepareImportAction = formAction({
  ...{ context, input: fichierInput, run: prepareImport, refusals: fileRefusals, next: page },
  fields: SHEET_REFUSAL_FIELDS,
})

export const matchColumnsAction = formAction({
  ...{ context, input: correspondanceInput, run: matchColumns, refusals: fileRefusals },
  done: "Les lignes ont été relues avec ces colonnes.",
})

export const applyImportAction = formAction({
  ...{ context, input: applyImportInput, run: applyImport, refusals: fileRefusals, next: page },
})

export const leaveImportAction = formAction({
  ...{ context, input: importTarget, run: leaveImport, refusals: fileRefusals },
  next: (_, data) => `/c/${data.get("collectivite")}/redevances/telecom`,
})
