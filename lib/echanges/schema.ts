import { z } from "zod"
import { dayInput } from "../platform/day-input.ts"
import { optionalText, orNothing, plainText } from "../platform/plain-text.ts"
import { formatInput } from "../platform/sheet-input.ts"
import { BORDEREAU_GENRES, DEPOT_ETATS, MANDAT_ETATS } from "./types.ts"

const id = z.uuid()

export const makePesInput = z.object({
  exercice: z.coerce.number().int().min(2000).max(2100),
  budget: z.string().regex(/^[\p{L}\p{N} ._/-]{1,40}$/u),
  bordereau: z.coerce.number().int().min(1).max(9_999_999),
  genre: z.enum(BORDEREAU_GENRES),
})

export const pesFichierInput = z.object({ fichier: id })

const MAX_BYTES = 20 * 1024 * 1024
export const acquitInput = z.object({
  fichier: z
    .instanceof(File, { error: "Choisissez le fichier reçu de Hélios." })
    .refine((file) => file.size > 0, "Choisissez le fichier reçu de Hélios.")
    .refine((file) => file.size <= MAX_BYTES, "Ce fichier dépasse 20 Mo : ce n'est pas un retour de Hélios."),
})

const exercice = z.coerce.number().int().min(2000).max(2100)
const MOST = 1000
/** No box ticked is nothing, one comes alone, several as a list. */
const ids = z
  .unknown()
  .optional()
  .transform((value, context): string[] => {
    const all = (value === undefined ? [] : [value].flat()).map((one) => id.safeParse(one))
    if (all.length <= MOST && all.every(({ success }) => success)) return all.map(({ data }) => String(data))
    context.addIssue({ code: "custom", message: "Cette saisie n'a pas la forme attendue." })
    return z.NEVER
  })
export const askAgainInput = z.object({ exercice, quoi: z.enum(["choix", "tout"]), titres: ids })
export type AskAgain = z.output<typeof askAgainInput>
export const reprisesFilter = z.object({
  exercice: exercice.optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

export const depotInput = z.object({ depot: id })

/** Empty is nothing; what Chorus Pro takes is short and on one line. */
const fact = (label: string, max: number) =>
  z
    .string()
    .trim()
    .max(max, `${label} : ${max} caractères au plus.`)
    .regex(/^[\p{L}\p{N} ._/-]*$/u, `${label} : des lettres, des chiffres, espaces et . _ / - seulement.`)
    .transform((text) => (text === "" ? null : text))

export const correctDepotInput = z.object({
  depot: id,
  codeService: fact("Code service", 100),
  numeroEngagement: fact("Numéro d'engagement", 50),
})
export type CorrectDepot = z.output<typeof correctDepotInput>

export const echangesFilter = z.object({
  etat: z.enum(DEPOT_ETATS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type EchangesFilter = z.output<typeof echangesFilter>

/** As accounting software writes it: digits, sometimes with the letters or the year of its own series. */
const comptableNumber = (missing: string) =>
  plainText({ max: 20, missing }).refine(
    (text) => /^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u.test(text),
    "Ce numéro a des lettres, des chiffres, espaces et . _ / - seulement.",
  )
const jour = dayInput("Indiquez le jour.")

export const passMandatInput = z.object({
  mandat: id,
  numero: comptableNumber("Indiquez le numéro que le logiciel comptable a donné au mandat."),
  bordereau: orNothing(comptableNumber("Indiquez un numéro.")),
  le: jour,
})
export type PassMandat = z.output<typeof passMandatInput>

export const answerMandatInput = z
  .object({
    mandat: id,
    reponse: z.enum(["pris_en_charge", "rejete"], "Dites ce que le comptable a répondu."),
    le: jour,
    motif: optionalText({ max: 500 }),
  })
  // A refusal says why; of what is taken in charge there is nothing to say.
  .transform((answer, context) => {
    if (answer.reponse === "pris_en_charge") return { ...answer, motif: null }
    if (answer.motif) return answer
    context.addIssue({ code: "custom", path: ["motif"], message: "Indiquez pourquoi le comptable le rejette." })
    return z.NEVER
  })
export type AnswerMandat = z.output<typeof answerMandatInput>

export const mandatsFilter = z.object({
  exercice: exercice.optional().catch(undefined),
  bordereau: z.coerce.number().int().min(1).max(9_999_999).optional().catch(undefined),
  etat: z.enum(MANDAT_ETATS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type MandatsFilter = z.output<typeof mandatsFilter>
export const mandatsExport = mandatsFilter.extend(formatInput.shape)
export type MandatsExport = z.output<typeof mandatsExport>
