import { z } from "zod"
import { fileInput } from "@/lib/documents/schema.ts"
import { today } from "@/lib/platform/dates.ts"
import { dayInput, optionalDayInput } from "@/lib/platform/day-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { OBJETS, type Objet } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const FUTURE = "Cette date ne peut pas être dans l'avenir."

const ticked = z
  .literal("oui", WRONG)
  .optional()
  .transform((value) => value === "oui")

const past = dayInput("Indiquez la date du vote.").refine((day) => day <= today(), FUTURE)

const optionalDay = optionalDayInput.refine((day) => day === null || day <= today(), FUTURE)

const fields = {
  organe: plainText({ max: 80, missing: "Indiquez qui a voté, par exemple Comité syndical." }),
  numero: plainText({ max: 60, missing: "Indiquez le numéro de la délibération, par exemple 2026-31." }),
  objet: plainText({ max: 200, missing: "Dites ce qu'elle décide, en une ligne." }),
  delibereLe: past,
  transmiseLe: optionalDay,
  recueLe: optionalDay,
  actesNumero: optionalText({ max: 60 }),
  publieeLe: optionalDay,
  publique: ticked,
}
type Fields = z.output<z.ZodObject<typeof fields>>

function inOrder(input: Fields, issues: z.RefinementCtx) {
  const { delibereLe, transmiseLe, recueLe, publieeLe } = input
  const issue = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message })
  if (transmiseLe && transmiseLe < delibereLe) issue("transmiseLe", "La transmission suit le vote.")
  if (publieeLe && publieeLe < delibereLe) issue("publieeLe", "La publication suit le vote.")
  if (recueLe && !transmiseLe) issue("transmiseLe", "Indiquez aussi quand elle a été transmise.")
  if (recueLe && transmiseLe && recueLe < transmiseLe) issue("recueLe", "L'accusé de réception suit la transmission.")
}

export const recordInput = z.object({ ...fields, fichier: fileInput }).superRefine(inOrder)
export type RecordInput = z.output<typeof recordInput>

const target = { deliberation: z.uuid(WRONG), version: z.coerce.number(WRONG).int(WRONG).min(1, WRONG) }

export const changeInput = z.object({ ...target, ...fields }).superRefine(inOrder)
export type ChangeInput = z.output<typeof changeInput>

export const versionInput = z.object({ deliberation: target.deliberation, fichier: fileInput })
export type VersionInput = z.output<typeof versionInput>

const CHOOSE = "Choisissez ce qu'elle fixe."

/** "tarif:…": what had no act yet, and its kind. */
export const attachInput = z.object({
  deliberation: target.deliberation,
  objet: z.string(CHOOSE).transform((text, issues): { genre: Objet; id: string } => {
    const [genre, id] = text.split(":")
    const known = OBJETS.find((one) => one === genre)
    if (known && z.uuid().safeParse(id).success) return { genre: known, id: String(id) }
    issues.addIssue({ code: "custom", message: CHOOSE })
    return z.NEVER
  }),
})
export type AttachInput = z.output<typeof attachInput>

/** Left empty where a decision may go without; the command says whether it may. */
export const deliberationChoice = z
  .uuid("Choisissez une délibération de la liste.")
  .or(z.literal(""))
  .nullish()
  .transform((id) => id || null)
