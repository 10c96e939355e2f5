import { z } from "zod"
import { codePostalInput, sirenInput } from "@/lib/collectivites/schema.ts"
import { matchOf } from "@/lib/platform/columns.ts"
import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { dayInput, optionalDayInput } from "@/lib/platform/day-input.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { confirmedRows } from "@/lib/platform/sheet-rows.ts"
import { CHAMPS } from "./rules/fichier/colonnes.ts"
import { ARRONDIS, DOMAINES, LIGNES_MAX, NATURES } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
const collectivite = z.string(WRONG).max(40, WRONG)
const operateur = z.uuid("Choisissez l'opérateur.")
const oui = z
  .literal("oui")
  .optional()
  .transform((value) => value === "oui")

export const annee = integerInput({
  missing: "Indiquez l'année.",
  wrong: "Indiquez une année en quatre chiffres.",
  min: 2000,
  max: 2100,
})

/** Kilometres to the metre, square metres to the thousandth. */
const QUANTITE = /^\d{1,9}([.,]\d{1,3})?$/
const LIGNE = /^ligne-(\d{1,2})-(nature|domaine|quantite|fourreaux|lieu|depuis|jusqua)$/

export type LigneSaisie = {
  nature: (typeof NATURES)[number]
  domaine: (typeof DOMAINES)[number]
  quantite: Decimal
  fourreaux: number
  lieu: string | null
  depuis: CalendarDate | null
  jusqua: CalendarDate | null
}

const ligne = z
  .object({
    nature: z.enum(NATURES, "Choisissez ce qui est déclaré."),
    domaine: z.enum(DOMAINES, "Choisissez le domaine."),
    quantite: z
      .string()
      .transform((text) => text.replace(/[\s\u00a0\u202f]/g, ""))
      .refine((text) => !text.startsWith("-"), "Une longueur ou une surface n'est jamais négative.")
      .refine((text) => text.startsWith("-") || QUANTITE.test(text), "Écrivez un nombre, par exemple 12,345.")
      .transform((text) => (QUANTITE.test(text) ? decimal(text.replace(",", ".")) : decimal("0"))),
    fourreaux: integerInput({ missing: "1", wrong: "Un nombre entier, de 1 à 200.", min: 1, max: 200 }),
    lieu: optionalText({ max: 120 }),
    depuis: optionalDayInput,
    jusqua: optionalDayInput,
  })
  .refine(({ depuis, jusqua }) => !depuis || !jusqua || depuis <= jusqua, {
    path: ["jusqua"],
    message: "La fin ne peut pas précéder le début.",
  })

/** Lines are fields named "ligne-3-quantite"; those without a quantity are left out. */
export const etatInput = z
  .looseObject({
    collectivite,
    operateur,
    annee,
    recuLe: dayInput("Indiquez quand vous avez reçu cet état."),
    note: optionalText({ max: 500 }),
    remplacer: oui,
  })
  .transform((input, ctx) => {
    const { collectivite, operateur, annee, recuLe, note, remplacer, ...rest } = input
    const lignes: LigneSaisie[] = []
    for (const [rang, fields] of linesOf(rest)) {
      if (!fields.quantite?.trim()) continue
      const read = ligne.safeParse({ fourreaux: "1", ...withoutEmpty(fields) })
      if (read.success) lignes.push(read.data)
      for (const issue of read.error?.issues ?? []) {
        ctx.addIssue({ code: "custom", path: [`ligne-${rang}-${issue.path.join(".")}`], message: issue.message })
      }
    }
    if (lignes.length > LIGNES_MAX) ctx.addIssue({ code: "custom", message: `${LIGNES_MAX} lignes au plus.` })
    return { collectivite, operateur, annee, recuLe, note, remplacer, lignes }
  })
export type EtatInput = z.output<typeof etatInput>

function linesOf(rest: Record<string, unknown>): [number, Record<string, string>][] {
  const lines = new Map<number, Record<string, string>>()
  for (const [name, value] of Object.entries(rest)) {
    const found = LIGNE.exec(name)
    if (!found || typeof value !== "string") continue
    const rang = Number(found[1])
    lines.set(rang, { ...lines.get(rang), [String(found[2])]: value })
  }
  return [...lines].sort(([a], [b]) => a - b)
}

const withoutEmpty = (fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ""))

export const reportInput = z.object({ collectivite, operateur, annee })
export type ReportInput = z.output<typeof reportInput>

const taux = decimalInput({
  missing: "Indiquez ce tarif.",
  wrong: "Un montant en euros, par exemple 48,27.",
  digits: 2,
})
const deliberationTarget = {
  collectivite,
  annee,
  permanente: oui,
  arrondi: z.enum(ARRONDIS, "Choisissez l'arrondi."),
  prorata: oui,
  exigibiliteMois: integerInput({ missing: "Indiquez le mois.", wrong: "Un mois, de 1 à 12.", min: 1, max: 12 }),
  exigibiliteJour: integerInput({ missing: "Indiquez le jour.", wrong: "Un jour, de 1 à 31.", min: 1, max: 31 }),
}
export const deliberationInput = z.discriminatedUnion(
  "tarifs",
  [
    z.looseObject({ ...deliberationTarget, tarifs: z.literal("plafond") }),
    z.object({
      ...deliberationTarget,
      tarifs: z.literal("moindres"),
      souterrainKm: taux,
      aerienKm: taux,
      empriseM2: taux,
      nonRoutierKm: taux,
      nonRoutierM2: taux,
    }),
  ],
  { error: "Choisissez les tarifs : au plafond, ou plus bas." },
)
export type DeliberationInput = z.output<typeof deliberationInput>

export const adoptInput = z.object({
  collectivite,
  deliberation: z.uuid(WRONG),
  adopteeLe: dayInput("Indiquez la date de la séance."),
  numero: plainText({ max: 40, missing: "Indiquez le numéro de la délibération." }),
})
export type AdoptInput = z.output<typeof adoptInput>

export const mandatInput = z.object({ collectivite, acte: z.enum(["donner", "retirer"], WRONG) })
export type MandatInput = z.output<typeof mandatInput>

export const prepareCreanceInput = z.object({ collectivite, operateur, annee })
export type PrepareCreanceInput = z.output<typeof prepareCreanceInput>
export const prepareAllInput = z.object({ collectivite, annee })
export type PrepareAllInput = z.output<typeof prepareAllInput>

const target = {
  collectivite,
  creance: z.uuid(WRONG),
  version: integerInput({ missing: WRONG, wrong: WRONG, min: 1, max: 1_000_000 }),
  jour: dayInput("Indiquez le jour."),
  note: optionalText({ max: 500 }),
}
export const suiviInput = z.discriminatedUnion(
  "acte",
  [
    z.object({ ...target, acte: z.literal("envoyer"), echeance: dayInput("Indiquez la date limite de paiement.") }),
    z.object({
      ...target,
      acte: z.literal("paiement"),
      montantPaye: decimalInput({
        missing: "Indiquez le montant reçu.",
        wrong: "Un montant en euros, par exemple 1 258,52.",
        digits: 2,
      }),
    }),
    z.object({ ...target, acte: z.literal("contester"), note: plainText({ max: 500, missing: "Dites pourquoi." }) }),
    z.object({ ...target, acte: z.literal("maintenir"), note: plainText({ max: 500, missing: "Dites pourquoi." }) }),
    z.object({ ...target, acte: z.literal("abandonner"), note: plainText({ max: 500, missing: "Dites pourquoi." }) }),
  ],
  { error: "Choisissez ce qui est arrivé." },
)
export type SuiviInput = z.output<typeof suiviInput>

/** Codes of Hélios are letters and digits, as the comptable gave them. */
const code = ({ missing, wrong, shape }: { missing: string; wrong: string; shape: RegExp }) =>
  z
    .string(missing)
    .transform((text) => text.trim().toUpperCase())
    .refine((text) => text !== "", missing)
    .refine((text) => text === "" || shape.test(text), wrong)

/** Numbers are those of the commune's accounting software: the portal gives none. */
export const titreInput = z.object({
  collectivite,
  creance: z.uuid(WRONG),
  poste: code({
    missing: "Indiquez le codique du poste comptable.",
    wrong: "Le codique compte de 3 à 7 chiffres ou lettres.",
    shape: /^[0-9A-Z]{3,7}$/,
  }),
  codeCollectivite: code({
    missing: "Indiquez le code collectivité.",
    wrong: "Le code collectivité compte de 1 à 3 chiffres ou lettres.",
    shape: /^[0-9A-Z]{1,3}$/,
  }),
  budget: code({
    missing: "Indiquez le code du budget.",
    wrong: "Le code du budget compte 1 ou 2 chiffres ou lettres.",
    shape: /^[0-9A-Z]{1,2}$/,
  }),
  codeProduit: code({
    missing: "Indiquez le code produit.",
    wrong: "Le code produit compte de 1 à 4 chiffres ou lettres.",
    shape: /^[0-9A-Z]{1,4}$/,
  }),
  bordereau: integerInput({
    missing: "Indiquez le numéro du bordereau.",
    wrong: "Un numéro, de 1 à 9 999 999.",
    min: 1,
    max: 9_999_999,
  }),
  numero: integerInput({
    missing: "Indiquez le numéro du titre.",
    wrong: "Un numéro, de 1 à 99 999 999.",
    min: 1,
    max: 99_999_999,
  }),
  emisLe: dayInput("Indiquez la date d'émission."),
  cumulAnnuel: decimalInput({
    missing: "Indiquez le cumul annuel des bordereaux.",
    wrong: "Un montant en euros, par exemple 12 480,00.",
    digits: 2,
  }),
})
export type TitreInput = z.output<typeof titreInput>

/** From the address of a page: a year that makes sense, or none. */
export const anneeOf = (text: string, today: CalendarDate): number | null =>
  /^\d{4}$/.test(text) && Number(text) >= 2006 && Number(text) <= yearOf(today) + 1 ? Number(text) : null

export const fichierInput = z.object({
  collectivite,
  annee,
  fichier: z
    .file("Choisissez un fichier.")
    .refine(({ size, name }) => size > 0 && name !== "undefined", "Choisissez un fichier."),
})
export type FichierInput = z.output<typeof fichierInput>

const importTarget = { collectivite, import: z.uuid(WRONG) }

export const correspondanceInput = z.looseObject(importTarget).transform(({ collectivite, import: id, ...rest }) => ({
  ...{ collectivite, import: id, correspondance: matchOf(CHAMPS, rest) },
}))
export type CorrespondanceInput = z.output<typeof correspondanceInput>

export const applyImportInput = z
  .looseObject(importTarget)
  .transform(({ collectivite, import: id, ...rest }) => ({ collectivite, import: id, confirmees: confirmedRows(rest) }))
export type ApplyImportInput = z.output<typeof applyImportInput>

export const leaveImportInput = z.object(importTarget)
export type LeaveImportInput = z.output<typeof leaveImportInput>

export const baremeInput = z.object({
  annee,
  souterrainKm: taux,
  aerienKm: taux,
  empriseM2: taux,
  nonRoutierKm: taux,
  nonRoutierM2: taux,
  coefficient: z
    .string()
    .optional()
    .transform((text) => (text ?? "").replace(/\s/g, "").replace(",", ".") || null)
    .refine((text) => text === null || /^\d(\.\d{1,5})?$/.test(text), "Un coefficient, par exemple 1,63714.")
    .transform((text) => (text === null ? null : decimal(text))),
  source: plainText({ max: 300, missing: "Indiquez d'où viennent ces plafonds." }).refine(
    (text) => text.length > 3,
    "Indiquez d'où viennent ces plafonds.",
  ),
})
export type BaremeInput = z.output<typeof baremeInput>

export const publishBaremeInput = z.object({ bareme: z.uuid(WRONG), acte: z.enum(["publier", "ecarter"], WRONG) })
export type PublishBaremeInput = z.output<typeof publishBaremeInput>

export const tauxLegalInput = z.object({
  annee,
  semestre: z.enum(["1", "2"], "Choisissez le semestre.").transform((text) => (text === "1" ? 1 : 2)),
  taux: decimalInput({ missing: "Indiquez le taux.", wrong: "Un pourcentage, par exemple 4,92.", digits: 2 }),
  source: plainText({ max: 300, missing: "Indiquez l'arrêté ou la publication." }),
})
export type TauxLegalInput = z.output<typeof tauxLegalInput>

/** What a letter and a titre write of a debtor; each may be missing, and is then said by its name where it is needed. */
const coordonnees = {
  siren: orNothing(sirenInput),
  adresse: optionalText({ max: 200 }),
  codePostal: orNothing(codePostalInput),
  ville: optionalText({ max: 100 }),
}

export const operateurInput = z.object({
  nom: plainText({ max: 120, missing: "Indiquez le nom de l'opérateur." }),
  alias: optionalText({ max: 300 }),
  ...coordonnees,
})
export type OperateurInput = z.output<typeof operateurInput>

export const completeOperateurInput = z.object({ operateur, ...coordonnees })
export type CompleteOperateurInput = z.output<typeof completeOperateurInput>

/** The address of the desk: what it cannot read is left out. */
export const deskFilter = z.object({
  annee: z.coerce.number().int().min(2006).max(2100).optional().catch(undefined),
  operateur: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(1000).catch(1).default(1),
})
