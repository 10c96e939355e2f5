import { z } from "zod"
import { today } from "@/lib/platform/dates.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { centsOf } from "@/lib/platform/money.ts"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { formatInput } from "@/lib/platform/sheet-input.ts"
import { sizeWords } from "./rules/file.ts"
import { FILE_REFUSALS, MAX_BYTES, MOYENS, PAUSES, RECU_ETATS } from "./types.ts"

const id = z.uuid("Cette saisie n'a pas la forme attendue.")
const ticked = z
  .literal("oui", "Cette saisie n'a pas la forme attendue.")
  .optional()
  .transform((value) => value === "oui")

/** Judged by its size before a byte of it is read. */
export const depositFileInput = z.object({
  fichier: z
    .file(FILE_REFUSALS["fichier-absent"])
    .refine(({ size, name }) => size > 0 || !["", "undefined"].includes(name), FILE_REFUSALS["fichier-absent"])
    .refine(({ size }) => size <= MAX_BYTES, {
      error: ({ input }) =>
        FILE_REFUSALS["fichier-trop-gros"].replace("{taille}", sizeWords(input instanceof File ? input.size : 0)),
    }),
})

export const applyImportInput = z.object({ fichier: id, ecarter: ticked, repetees: ticked })
export type ApplyImport = z.output<typeof applyImportInput>

const AMOUNT = {
  missing: "Indiquez le montant.",
  wrong: "Un montant est positif, au centime près, par exemple 164,80.",
  digits: 2,
}
const cents = decimalInput(AMOUNT).transform(centsOf)
const positive = cents.refine((amount) => amount > 0n, AMOUNT.wrong)

/** What a page showed when it was opened, in cents; signed. */
const seen = z
  .string()
  .regex(/^-?\d{1,15}$/, "Cette saisie n'a pas la forme attendue.")
  .transform(BigInt)

export type PartDemandee = { titreId: string; montant: bigint; lu: bigint }

/**
 * Fields `montant-<titre>` and `lu-<titre>`, as many as the page shows titres: what is left empty is nothing. `lu` is what was
 * left of the titre when the page was opened, so that a second person is told what changed.
 */
export const affectInput = z.looseObject({ recu: id, tropPercu: ticked }).transform((form, context) => {
  const parts: PartDemandee[] = []
  for (const [name, value] of Object.entries(form)) {
    const titre = /^montant-(.+)$/.exec(name)?.[1]
    if (titre === undefined || value === "") continue
    const montant = positive.safeParse(value)
    const lu = seen.safeParse(form[`lu-${titre}`])
    if (!montant.success) context.addIssue({ code: "custom", path: [name], message: AMOUNT.wrong })
    if (!lu.success || !id.safeParse(titre).success)
      context.addIssue({ code: "custom", path: [name], message: "Cette saisie n'a pas la forme attendue." })
    if (montant.success && lu.success) parts.push({ titreId: titre, montant: montant.data, lu: lu.data })
  }
  if (parts.length > 50)
    context.addIssue({ code: "custom", message: "Un paiement se partage entre cinquante titres au plus." })
  return { recu: form.recu, tropPercu: form.tropPercu, parts }
})
export type Affect = z.output<typeof affectInput>

/** The payments that the page called sure, and only those. */
export const affectSureInput = z.object({
  recus: z
    .string("Cette saisie n'a pas la forme attendue.")
    .max(4000, "Cette saisie n'a pas la forme attendue.")
    .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,99}$/, "Cette saisie n'a pas la forme attendue.")
    .transform((text) => text.split(",")),
})
export type AffectSure = z.output<typeof affectSureInput>

const motif = plainText({ max: 500, missing: "Indiquez la raison." })

export const setAsideInput = z.object({ recu: id, motif })
export const recuInput = z.object({ recu: id })
export const undoInput = z.object({ reglement: id, motif })

const day = dayInput("Indiquez la date.").refine((text) => text <= today(), "Un paiement reçu a une date passée.")

const reference = optionalText({ max: 200 }).transform((text) => text ?? "")

export const recordInput = z.object({
  titre: id,
  lu: seen,
  montant: positive,
  recuLe: day,
  moyen: z.enum(MOYENS, "Choisissez le moyen de paiement."),
  reference,
  tropPercu: ticked,
})
export type RecordByHand = z.output<typeof recordInput>

export const moveCreditInput = z.object({ titre: id, lu: seen, vers: id, montant: positive })
export type MoveCredit = z.output<typeof moveCreditInput>

export const refundInput = z.object({ titre: id, lu: seen, montant: positive, recuLe: day, reference })
export type Refund = z.output<typeof refundInput>

export const pauseInput = z.object({ titre: id, pause: z.enum(PAUSES, "Choisissez la raison."), motif })
export type Pause = z.output<typeof pauseInput>
export const resumeInput = z.object({ titre: id })

/** Empty, the question is about the whole titre. */
const rang = orNothing(
  integerInput({ missing: "Choisissez la ligne.", wrong: "Cette ligne n'est pas dans ce titre.", min: 1, max: 10_000 }),
)
export const askInput = z.object({
  titre: id,
  rang,
  texte: plainText({ max: 2000, missing: "Écrivez votre question." }),
})
export type Ask = z.output<typeof askInput>

export const answerInput = z.object({
  titre: id,
  texte: plainText({ max: 4000, missing: "Écrivez votre réponse." }),
})
export type Answer = z.output<typeof answerInput>

const page = z.coerce.number().int().min(1).max(10_000).catch(1).default(1)
const cherche = z.string().trim().max(120).catch("").default("")

export const recusFilter = z.object({
  etat: z.enum(RECU_ETATS).catch("a_affecter").default("a_affecter"),
  cherche,
  page,
})
export const recusExport = recusFilter.extend(formatInput.shape)
export type RecusFilter = z.output<typeof recusFilter>

/** Of a list that has pages and nothing to choose. */
export const pageFilter = z.object({ page })

export const questionsFilter = z.object({
  montre: z.enum(["attente", "toutes"]).catch("attente").default("attente"),
  page,
})
export const questionsExport = questionsFilter.extend(formatInput.shape)
export type QuestionsFilter = z.output<typeof questionsFilter>

export const mesTitresFilter = z.object({ montre: z.enum(["tous", "a_payer"]).catch("tous").default("tous"), page })
export type MesTitresFilter = z.output<typeof mesTitresFilter>
