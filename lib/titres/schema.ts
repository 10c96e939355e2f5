import { z } from "zod"
import { type Decimal, decimal, isDecimal } from "@/lib/platform/money.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { formatInput } from "@/lib/platform/sheet-input.ts"
import { BORDEREAU_KINDS, CANAUX, DEPARTS, PROJET_ETATS, SITUATIONS, VOLETS } from "./types.ts"

/** What the address of a list of titres says; anything else is the first page of everything. */
export const titresFilter = z.object({
  cherche: z.string().trim().max(120).catch("").default(""),
  exercice: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})

export const DESK_SORTS = ["numero", "nom", "emission", "echeance", "montant", "reste"] as const
type DeskSort = (typeof DESK_SORTS)[number]

/** The staff's list: what its address says; a value that is no choice is no filter. */
export const deskFilter = titresFilter.extend({
  nature: z.enum(["recette", "correction"]).optional().catch(undefined),
  situation: z.enum(SITUATIONS).optional().catch(undefined),
  depart: z.enum(DEPARTS).optional().catch(undefined),
  canal: z.enum(CANAUX).optional().catch(undefined),
  volet: z.enum(VOLETS).optional().catch(undefined),
  bordereau: z.coerce.number().int().min(1).max(9_999_999).optional().catch(undefined),
  campagne: z.uuid().optional().catch(undefined),
  tri: z
    .enum(DESK_SORTS.flatMap((sort) => [sort, `-${sort}`] as const) as [DeskSort | `-${DeskSort}`])
    .catch("-numero")
    .default("-numero"),
})
export type DeskFilter = z.output<typeof deskFilter>

/** Of a debtor over all its titres. */
export const SOLDES = ["du", "credit"] as const

/** What a spreadsheet is asked for: titres one by one, their lines, the payments, or the balance of each member. */
export const EXPORTS = ["titres", "lignes", "reglements", "soldes"] as const
export const exportInput = deskFilter.extend({
  solde: z.enum(SOLDES).optional().catch(undefined),
  quoi: z.enum(EXPORTS).catch("titres").default("titres"),
  ...formatInput.shape,
})
export type ExportInput = z.output<typeof exportInput>

/** The balance of each debtor, over all exercices or in one. */
export const soldesFilter = exportInput.pick({ cherche: true, exercice: true, solde: true, page: true })
export type SoldesFilter = z.output<typeof soldesFilter>

const storedDecimal = z.string().refine(isDecimal).transform(decimal)
const storedCents = z.string().regex(/^\d+$/).transform(BigInt)

/** The lines of a proposal as the database keeps them: amounts as text, so that no cent is lost. */
export const projetLignes = z.array(
  z.object({
    libelle: z.string(),
    bases: z.string(),
    quantite: storedDecimal,
    prixUnitaire: storedDecimal,
    montantHt: storedCents,
    categorieTva: z.enum(["O", "E", "S"]),
    tauxTva: storedDecimal,
    montantTva: storedCents,
    beneficiaireId: z.uuid(),
    beneficiaireNom: z.string(),
    serviceId: z.uuid().nullable(),
    pilierId: z.string().nullable(),
    acte: z.string().nullable(),
    origine: z.string().nullable(),
    rangCorrige: z.number().int().nullable(),
    base: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  }),
)
export type ProjetLigne = z.output<typeof projetLignes>[number]

const id = z.uuid()
const motif = plainText({ max: 400, missing: "Indiquez le motif de la correction : il est écrit sur le document." })
const debiteur = optionalText({ max: 160 })
const AMOUNT = {
  missing: "Indiquez un montant.",
  wrong: "Un montant est positif, au centime près, par exemple 12,50.",
  digits: 2,
}

/** No file chosen is an empty file without a name, which React's decoder of forms calls "undefined". */
const justificatif = z
  .file("Joignez la pièce qui justifie la correction.")
  .refine(
    ({ size, name }) => size > 0 || !["", "undefined"].includes(name),
    "Joignez la pièce qui justifie la correction.",
  )

/** Fields "montant-1", "montant-2"…: what is taken off each line, before tax. Empty is nothing. */
export const correctionInput = z
  .looseObject({
    titre: id,
    etendue: z.enum(["tout", "lignes"], "Choisissez ce qui est retiré."),
    motif,
    justificatif,
    debiteur,
  })
  .transform((input, context) => {
    const { titre, etendue, motif: why, justificatif: fichier, debiteur: nouveau } = input
    const montants = new Map<number, Decimal>()
    for (const [name, typed] of etendue === "lignes" ? Object.entries(input) : []) {
      const rang = /^montant-([1-9]\d{0,3})$/.exec(name)?.[1]
      if (rang === undefined || typeof typed !== "string" || typed.trim() === "") continue
      const read = decimalInput(AMOUNT).safeParse(typed)
      if (read.success) montants.set(Number(rang), read.data)
      else context.addIssue({ code: "custom", path: [name], message: AMOUNT.wrong })
    }
    return { titre, etendue, motif: why, justificatif: fichier, debiteur: nouveau, montants }
  })
export type CorrectionInput = z.output<typeof correctionInput>

export const projetInput = z.object({ projet: id })
export const refuseProjetInput = z.object({
  projet: id,
  motif: plainText({ max: 400, missing: "Indiquez pourquoi : qui a proposé doit le savoir." }),
})

/** What the address of a bordereau says. */
export const bordereauInput = z.object({
  exercice: z.coerce.number().int().min(2000).max(2100),
  genre: z.enum(BORDEREAU_KINDS),
  bordereau: z.coerce.number().int().min(1).max(9_999_999),
})

export const projetsFilter = z.object({
  etat: z.enum(PROJET_ETATS).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export const projetsExport = projetsFilter.extend(formatInput.shape)

/** "S-20": category and rate go together. */
export const TVA_CHOICES = {
  "O-0": "Hors du champ de la TVA",
  "E-0": "Exonérée",
  "S-20": "TVA 20 %",
  "S-10": "TVA 10 %",
  "S-5.5": "TVA 5,5 %",
} as const
const tvaChoice = z.enum(Object.keys(TVA_CHOICES) as [keyof typeof TVA_CHOICES], "Choisissez la TVA de la ligne.")

const ligneInput = z
  .object({
    libelle: plainText({ max: 160, missing: "Indiquez ce qui est dû." }),
    bases: optionalText({ max: 240 }),
    quantite: decimalInput({
      missing: "Indiquez la quantité.",
      wrong: "Une quantité est un nombre positif, de quatre décimales au plus.",
      digits: 4,
    }),
    prixUnitaire: decimalInput({
      missing: "Indiquez le prix unitaire.",
      wrong: "Un prix est positif, de six décimales au plus, par exemple 14,00.",
      digits: 6,
    }),
    tva: tvaChoice,
    service: z.uuid().nullable().catch(null),
  })
  .transform(({ tva, ...ligne }) => {
    const [categorie, taux = "0"] = tva.split("-")
    return { ...ligne, categorieTva: categorie as "O" | "E" | "S", tauxTva: decimal(taux) }
  })
export type TitreLigneInput = z.output<typeof ligneInput>

export const LIGNES_SAISIES = 5
const CHAMPS = ["libelle", "bases", "quantite", "prixUnitaire", "tva", "service"] as const

/** A titre outside a campaign; a row of the form left empty is no line. */
export const titreInput = z
  .looseObject({
    debiteur: plainText({ max: 160, missing: "Indiquez le débiteur, par son SIREN ou son nom exact." }),
    objet: plainText({ max: 160, missing: "Indiquez l'objet du titre." }),
    fondement: plainText({ max: 400, missing: "Indiquez le texte ou le fait qui crée la créance." }),
    imputation: optionalText({ max: 40 }),
    acte: optionalText({ max: 160 }),
    numeroEngagement: optionalText({ max: 50 }),
    codeService: optionalText({ max: 100 }),
  })
  .transform((input, context) => {
    const { debiteur: nom, objet, fondement, imputation, acte, numeroEngagement, codeService } = input
    const lignes: TitreLigneInput[] = []
    for (let rang = 1; rang <= LIGNES_SAISIES; rang += 1) {
      const typed = Object.fromEntries(CHAMPS.map((champ) => [champ, input[`${champ}-${rang}`]]))
      const blank = ["libelle", "quantite", "prixUnitaire"].every((champ) => !String(typed[champ] ?? "").trim())
      if (blank && (rang > 1 || lignes.length > 0)) continue
      const read = ligneInput.safeParse(typed)
      if (read.success) lignes.push(read.data)
      else
        for (const issue of read.error.issues)
          context.addIssue({ code: "custom", path: [`${String(issue.path[0])}-${rang}`], message: issue.message })
    }
    return { debiteur: nom, objet, fondement, imputation, acte, numeroEngagement, codeService, lignes }
  })
export type TitreInput = z.output<typeof titreInput>

/** The first number of a series in an exercice, where the accounting software has taken those before. */
export const serieInput = z.object({
  annee: z.coerce
    .number("Indiquez l'exercice.")
    .int("Indiquez l'exercice.")
    .min(2000, "Indiquez l'exercice.")
    .max(2100, "Indiquez l'exercice."),
  serie: z
    .string("Indiquez la série.")
    .transform((text) => text.trim().toUpperCase())
    .refine(
      (text) => /^[A-Z0-9]{1,10}$/.test(text),
      "Une série compte de un à dix lettres ou chiffres, par exemple COT.",
    ),
  premier: z.coerce
    .number("Indiquez le premier numéro.")
    .int("Un numéro est un entier.")
    .min(1, "Un numéro commence à 1.")
    .max(9_999_999, "Un numéro compte sept chiffres au plus."),
})
export type SerieInput = z.output<typeof serieInput>
