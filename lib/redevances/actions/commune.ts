"use server"

import { formAction } from "@/lib/access/form-action.ts"
import { membreContext } from "@/lib/access/request.ts"
import { SHEET_REFUSAL_FIELDS, SHEET_REFUSALS } from "@/lib/platform/sheet.ts"
import { prepareAllCreances, prepareCreance } from "../commands/creance.ts"
import { adoptDeliberation, prepareDeliberation } from "../commands/deliberation.ts"
import { carryOverEtat, declareEtat } from "../commands/etat.ts"
import { applyImport, leaveImport, matchColumns, prepareImport } from "../commands/import.ts"
import { changeMandat } from "../commands/mandat.ts"
import { followCreance } from "../commands/suivi.ts"
import { makeTitre } from "../commands/titre.ts"
import {
  adoptInput,
  applyImportInput,
  correspondanceInput,
  deliberationInput,
  etatInput,
  fichierInput,
  leaveImportInput,
  mandatInput,
  prepareAllInput,
  prepareCreanceInput,
  reportInput,
  suiviInput,
  titreInput,
} from "../schema.ts"
import { REDEVANCE_REFUSALS } from "../types.ts"

const member = (data: FormData) => membreContext(String(data.get("collectivite") ?? ""))
const home = (data: FormData) => `/c/${data.get("collectivite")}/redevances`
const file = ({ annee, operateur }: { annee: number; operateur: string }, data: FormData) =>
  `${home(data)}/${annee}/${operateur}`
const refusals = REDEVANCE_REFUSALS

export const declareEtatAction = formAction({
  ...{ context: member, input: etatInput, run: declareEtat, refusals, next: file },
  fields: { "etat-existant": "remplacer", "annee-hors-champ": "annee", "date-future": "recuLe" },
})

export const carryOverAction = formAction({
  ...{ context: member, input: reportInput, run: carryOverEtat, refusals, next: file },
})

export const prepareDeliberationAction = formAction({
  ...{ context: member, input: deliberationInput, run: prepareDeliberation, refusals },
  next: (_, data) => `${home(data)}/deliberation`,
})

export const adoptDeliberationAction = formAction({
  ...{ context: member, input: adoptInput, run: adoptDeliberation, refusals, done: "La délibération est enregistrée." },
  fields: { "date-future": "adopteeLe" },
})

export const mandatAction = formAction({
  ...{ context: member, input: mandatInput, run: changeMandat, refusals, done: "C'est enregistré." },
})

export const prepareCreanceAction = formAction({
  ...{ context: member, input: prepareCreanceInput, run: prepareCreance, refusals, next: file },
})

export const prepareAllAction = formAction({
  ...{ context: member, input: prepareAllInput, run: prepareAllCreances, refusals },
  done: "Les créances de l'année sont prêtes : montants et calculs sont figés.",
})

export const followCreanceAction = formAction({
  ...{ context: member, input: suiviInput, run: followCreance, refusals, next: file },
  fields: { "date-future": "jour", "echeance-avant": "echeance", "paiement-trop-grand": "montantPaye" },
})

export const makeTitreAction = formAction({
  ...{ context: member, input: titreInput, run: makeTitre, refusals, next: file },
  fields: {
    "titre-numero-pris": "numero",
    "titre-bordereau-pris": "bordereau",
    "titre-cumul": "cumulAnnuel",
    "titre-avant": "emisLe",
  },
})

const fileRefusals = { ...REDEVANCE_REFUSALS, ...SHEET_REFUSALS }
const importPage = ({ id }: { id: string }, data: FormData) => `${home(data)}/imports/${id}`

export const prepareImportAction = formAction({
  ...{ context: member, input: fichierInput, run: prepareImport, refusals: fileRefusals, next: importPage },
  fields: SHEET_REFUSAL_FIELDS,
})

export const matchColumnsAction = formAction({
  ...{ context: member, input: correspondanceInput, run: matchColumns, refusals: fileRefusals },
  done: "Les lignes ont été relues avec ces colonnes.",
})

export const applyImportAction = formAction({
  ...{ context: member, input: applyImportInput, run: applyImport, refusals: fileRefusals, next: importPage },
})

export const leaveImportAction = formAction({
  ...{ context: member, input: leaveImportInput, run: leaveImport, refusals: fileRefusals },
  next: (_, data) => `${home(data)}/imports`,
})
