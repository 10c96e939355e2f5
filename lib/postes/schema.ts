import { z } from "zod"
import { dayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { requestFields, withOptions } from "@/lib/souscriptions/schema.ts"
import { POSTES_MAX } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."

/** One line of the form: three fields, named with the number of the line. */
export const POSTE_FIELDS = ["nom", "site", "fonction"] as const
const row = z.object({
  nom: plainText({ max: 60, missing: "Donnez un nom à ce poste, par exemple « Accueil »." }),
  site: plainText({ max: 80, missing: "Dites où il est, par exemple « Mairie »." }),
  fonction: plainText({ max: 80, missing: "Dites la fonction de la personne qui s'en sert." }),
})
export type PosteInput = z.output<typeof row>

/** Lines left blank are no posts; a line begun must be whole. */
const rows = (fields: Record<string, unknown>, ctx: z.RefinementCtx): PosteInput[] => {
  const postes: PosteInput[] = []
  for (let line = 1; line <= POSTES_MAX; line++) {
    const typed = Object.fromEntries(POSTE_FIELDS.map((name) => [name, fields[`${name}_${line}`] ?? ""]))
    if (POSTE_FIELDS.every((name) => String(typed[name]).trim() === "")) continue
    const parsed = row.safeParse(typed)
    if (parsed.success) postes.push(parsed.data)
    else
      for (const { path, message } of parsed.error.issues)
        ctx.addIssue({ code: "custom", path: [`${String(path[0])}_${line}`], message })
  }
  return postes
}

const withPostes = <Rest extends object>(rest: z.ZodType<Rest>) =>
  z.looseObject({}).transform((fields, ctx): Rest & { postes: PosteInput[] } => {
    const parsed = rest.safeParse(fields)
    if (!parsed.success)
      for (const { path, message } of parsed.error.issues) ctx.addIssue({ code: "custom", path, message })
    const postes = rows(fields, ctx)
    return parsed.success ? { ...parsed.data, postes } : z.NEVER
  })

/** The quantity of an order by workstation is the number of its posts. */
const { quantite: _, ...ordered } = requestFields
export const orderInput = withPostes(withOptions(ordered))
export type OrderInput = z.output<typeof orderInput>

const target = { collectivite: z.string(WRONG).max(40, WRONG), souscription: z.uuid(WRONG) }

export const describeInput = withPostes(z.object(target))
export type DescribeInput = z.output<typeof describeInput>

export const addInput = withPostes(
  z.object({
    ...target,
    /** The price that was shown: the server's own is compared with it. */
    tarif: z.uuid(WRONG).or(z.literal("")).optional().default(""),
    effetLe: dayInput("Indiquez à partir de quand."),
  }),
)
export type AddInput = z.output<typeof addInput>

export const removeInput = z.object({
  ...target,
  poste: z.uuid(WRONG),
  effetLe: dayInput("Indiquez le dernier jour."),
  motif: optionalText({ max: 500 }),
})
export type RemoveInput = z.output<typeof removeInput>

const version = integerInput({ missing: WRONG, wrong: WRONG, min: 1, max: 1_000_000 })
const commande = { collectivite: target.collectivite, commande: z.uuid(WRONG), version }

export const decideCommandeInput = z.discriminatedUnion(
  "decision",
  [
    z.object({ ...commande, decision: z.literal("approuver"), motif: optionalText({ max: 500 }) }),
    z.object({
      ...commande,
      decision: z.literal("refuser"),
      motif: plainText({ max: 500, missing: "Dites pourquoi : la personne qui a demandé le lira." }),
    }),
  ],
  { error: "Choisissez d'approuver ou de refuser." },
)
export type DecideCommandeInput = z.output<typeof decideCommandeInput>

export const cancelCommandeInput = z.object(commande)
export type CancelCommandeInput = z.output<typeof cancelCommandeInput>

export const acknowledgeInput = z.object({
  ...commande,
  reference: plainText({ max: 60, missing: "Indiquez le numéro que donne le prestataire." }),
  suiviLe: dayInput("Indiquez la date à laquelle faire le point."),
})
export type AcknowledgeInput = z.output<typeof acknowledgeInput>

export const rejectInput = z.object({
  ...commande,
  motif: plainText({ max: 500, missing: "Recopiez ce que dit le prestataire." }),
})
export type RejectInput = z.output<typeof rejectInput>

export const suiviInput = z.object({ ...commande, suiviLe: dayInput("Indiquez la date à laquelle faire le point.") })
export type SuiviInput = z.output<typeof suiviInput>

export const releveInput = z.object({
  service: z.string(WRONG).max(80, WRONG),
  fichier: z.instanceof(File, { message: "Choisissez le relevé du prestataire." }),
})
export type ReleveInput = z.output<typeof releveInput>

export const pullInput = z.object({ service: z.string(WRONG).max(80, WRONG) })
export type PullInput = z.output<typeof pullInput>

export const decideReleveInput = z.object({
  releve: z.uuid(WRONG),
  decision: z.enum(["appliquer", "ecarter"], "Choisissez d'appliquer ou d'écarter."),
})
export type DecideReleveInput = z.output<typeof decideReleveInput>

export const parcFilter = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  ecarts: z.literal("oui").optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type ParcFilter = z.output<typeof parcFilter>
