import { z } from "zod"
import { dayInput } from "@/lib/platform/day-input.ts"
import { integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import type { OptionVoulue } from "./rules/options.ts"
import { ATTENTES, QUANTITE_MAX, SOUSCRIPTION_ETATS } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."

const courriel = plainText({ max: 254, missing: "Indiquez une adresse de courriel." })
  .transform((text) => text.toLowerCase())
  .pipe(z.email("Cette adresse de courriel n'est pas complète : nom@exemple.fr."))

const telephone = optionalText({ max: 20 })
  .transform((text) => text?.replace(/[\s.()-]/g, "") ?? null)
  .refine(
    (text) => text === null || /^(\+33|0)[1-9]\d{8}$/.test(text),
    "Un numéro de téléphone compte dix chiffres, par exemple 02 32 00 00 00.",
  )

/** As Chorus Pro takes them. */
const reference = (max: number) =>
  optionalText({ max }).refine(
    (text) => text === null || /^[\p{L}\p{N} ._/-]+$/u.test(text),
    "Lettres, chiffres, espaces, points, tirets et barres obliques seulement.",
  )

/** The options that were shown, with their prices: the server's own are compared with them. */
export const optionsVues = z
  .string(WRONG)
  .max(8000, WRONG)
  .regex(/^[\w .;-]*$/, WRONG)
  .optional()
  .default("")

/** What every request says; options are boxes of their own, each named by its option. */
export const requestFields = {
  collectivite: z.string(WRONG).max(40, WRONG),
  service: z.string(WRONG).max(80, WRONG),
  /** The price that was shown: the server's own is compared with it. */
  tarif: z.uuid(WRONG).or(z.literal("")).optional().default(""),
  quantite: integerInput({
    missing: "Indiquez combien il vous en faut.",
    wrong: `Indiquez un nombre entier, de 1 à ${QUANTITE_MAX}.`,
    min: 1,
    max: QUANTITE_MAX,
  }),
  dateSouhaitee: dayInput("Indiquez à partir de quand."),
  contactNom: plainText({ max: 120, missing: "Indiquez qui contacter." }),
  contactCourriel: courriel,
  contactTelephone: telephone,
  numeroEngagement: reference(50),
  codeService: reference(100),
  note: optionalText({ max: 1000 }),
  optionsVues,
}

const OPTION = /^option_([0-9a-f-]{36})$/
const OPTIONS_MAX = 40

/** A box left empty, or at 0, chooses nothing; a ticked one is one. */
function optionsRead(fields: Readonly<Record<string, unknown>>, ctx: z.RefinementCtx): OptionVoulue[] {
  const typed = Object.entries(fields).flatMap(([name, value]) => {
    const option = OPTION.exec(name)?.[1]
    return option && isIdentifier(option) ? [{ name, option, text: value === "oui" ? "1" : value }] : []
  })
  const wanted = typed.flatMap(({ name, option, text }) => {
    const quantite = typeof text === "string" && /^\s*\d{0,4}\s*$/.test(text) ? Number(text) : Number.NaN
    if (Number.isNaN(quantite))
      ctx.addIssue({
        code: "custom",
        path: [name],
        message: `Indiquez un nombre entier, de 0 à ${QUANTITE_MAX}, ou rien.`,
      })
    return quantite > 0 ? [{ option, quantite }] : []
  })
  if (wanted.length > OPTIONS_MAX) ctx.addIssue({ code: "custom", path: ["optionsVues"], message: WRONG })
  return wanted
}

/** What is declared, the options that were chosen, and what `more` finds: nothing else that a browser may send. */
export function withOptions<S extends z.ZodRawShape, M extends object = object>(
  shape: S,
  more?: (fields: Readonly<Record<string, unknown>>) => M,
) {
  const declared = Object.keys(shape)
  return z.looseObject(shape).transform((fields, ctx) => ({
    // fromEntries forgets its keys: they are those of the shape, as it read them.
    ...(Object.fromEntries(declared.map((name) => [name, fields[name]])) as z.output<z.ZodObject<S>>),
    options: optionsRead(fields, ctx),
    ...(more?.(fields) as M),
  }))
}

export const prepareInput = withOptions(requestFields)
export type PrepareInput = z.output<typeof prepareInput>

const RETRAIT = /^retrait_([0-9a-f-]{36})$/

/** What every change says; options to add are those of a request, those to take away are ticked, each by its own name. */
export const changeFields = {
  quantite: integerInput({
    missing: "Indiquez la nouvelle quantité.",
    wrong: `Indiquez un nombre entier, de 1 à ${QUANTITE_MAX}.`,
    min: 1,
    max: QUANTITE_MAX,
  }),
  effetLe: dayInput("Indiquez à partir de quand."),
  /** Months added after the last day of the convention; empty: that day stays. */
  prolongeMois: optionalText({ max: 3 })
    .refine((text) => text === null || /^\d{1,3}$/.test(text), "Indiquez un nombre de mois, ou rien.")
    .transform((text) => (text === null || text === "0" ? null : Number(text)))
    .refine((mois) => mois === null || mois <= 120, "Une convention se prolonge de 120 mois au plus."),
  motif: plainText({ max: 500, missing: "Dites pourquoi cela change." }),
  optionsVues,
}

export const retraitsRead = (fields: Readonly<Record<string, unknown>>): { retraits: string[] } => ({
  retraits: Object.entries(fields).flatMap(([name, value]) => {
    const option = RETRAIT.exec(name)?.[1]
    return option && isIdentifier(option) && value === "oui" ? [option] : []
  }),
})

/** What names a souscription as it was read. */
export const target = {
  collectivite: z.string(WRONG).max(40, WRONG),
  souscription: z.uuid(WRONG),
  version: integerInput({ missing: WRONG, wrong: WRONG, min: 1, max: 1_000_000 }),
}

export const cancelInput = z.object(target)
export type CancelInput = z.output<typeof cancelInput>

/** A refusal is explained to whoever asked; an approval needs no word. */
export const decideInput = z.discriminatedUnion(
  "decision",
  [
    z.object({ ...target, decision: z.literal("approuver"), motif: optionalText({ max: 500 }) }),
    z.object({
      ...target,
      decision: z.literal("refuser"),
      motif: plainText({ max: 500, missing: "Dites pourquoi : la personne qui a demandé le lira." }),
    }),
  ],
  { error: "Choisissez d'approuver ou de refuser." },
)
export type DecideInput = z.output<typeof decideInput>

export const startInput = z.object({ ...target, le: dayInput("Indiquez la date de mise en service.") })
export type StartInput = z.output<typeof startInput>

export const endInput = z.object({
  ...target,
  le: dayInput("Indiquez la date de fin."),
  motif: plainText({ max: 500, missing: "Dites pourquoi le service s'arrête." }),
})
export type EndInput = z.output<typeof endInput>

export const tacheInput = z.object({
  tache: z.uuid(WRONG),
  faite: z.enum(["oui", "non"], WRONG).transform((value) => value === "oui"),
})
export type TacheInput = z.output<typeof tacheInput>

/** The address of the staff's list: what it cannot read is left out. */
export const souscriptionFilter = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  etat: z.enum(SOUSCRIPTION_ETATS).optional().catch(undefined),
  service: z.string().max(80).optional().catch(undefined),
  attend: z.enum(ATTENTES).optional().catch(undefined),
  tri: z
    .enum(["demande", "-demande", "collectivite", "-collectivite", "service", "-service"])
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type SouscriptionFilter = z.output<typeof souscriptionFilter>

/** What an address must look like to name a souscription; anything else names none. */
export const isIdentifier = (text: string): boolean => z.uuid().safeParse(text).success
