import { z } from "zod"
import { codePostalInput, sirenInput, siretInput } from "@/lib/collectivites/schema.ts"
import { isHexColour } from "@/lib/platform/accent.ts"
import { decimal, priceOf } from "@/lib/platform/money.ts"
import { decimalInput, integerInput } from "@/lib/platform/number-input.ts"
import { optionalText, orNothing, plainText } from "@/lib/platform/plain-text.ts"
import { BANDES_WRONG, parseBandes } from "./rules.ts"
import { calendrierOf, jours } from "./schema/calendrier.ts"
import type { Bande } from "./types.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."
export const version = z.string(WRONG).max(40, WRONG)
export const ticked = z
  .literal("oui", WRONG)
  .optional()
  .transform((value) => value === "oui")

export const identiteInput = z.object({
  version,
  nom: plainText({ max: 120, missing: "Indiquez le nom officiel de l'opérateur." }),
  marque: plainText({ max: 60, missing: "Indiquez le nom montré aux adhérents." }),
  siren: orNothing(sirenInput),
  siret: orNothing(siretInput),
  adresse: plainText({ max: 200, missing: "Indiquez l'adresse." }),
  codePostal: codePostalInput,
  ville: plainText({ max: 100, missing: "Indiquez la ville." }),
  courriel: orNothing(
    z.email("Cette adresse de courriel n'est pas complète.").max(254, "Cette adresse est trop longue."),
  ),
  telephone: optionalText({ max: 30 }),
})
export type IdentiteInput = z.infer<typeof identiteInput>

export const apparenceInput = z.object({
  version,
  accent: z
    .string("Choisissez une couleur.")
    .refine(isHexColour, "Une couleur s'écrit avec un croisillon et six chiffres ou lettres, par exemple #0b5d56."),
  /** Judged by its bytes, not by its name: rules.ts. An untouched box sends an empty file. */
  logo: z
    .instanceof(File, { error: "Choisissez un fichier." })
    .optional()
    .transform((file) => (file && file.size > 0 ? file : null)),
  retirerLogo: ticked,
})
export type ApparenceInput = z.infer<typeof apparenceInput>

/** The bands of a rule, one a line. */
export const bandesInput = z.string(BANDES_WRONG).transform((text, context): Bande[] => {
  const known = parseBandes(text)
  if (!known) context.addIssue({ code: "custom", message: BANDES_WRONG })
  return known ?? []
})

/** A bound in cents; empty: none. */
export const borneInput = orNothing(
  decimalInput({
    missing: "Indiquez un montant.",
    wrong: "Un montant est positif, au centime près, par exemple 50,00.",
    digits: 2,
  }),
).transform((montant) => montant && priceOf(1, montant))

export const code = (pattern: RegExp, wrong: string) =>
  z
    .string(WRONG)
    .trim()
    .max(60, wrong)
    .transform((text) => text.replace(/\s/g, "").toUpperCase())
    .refine((text) => text === "" || pattern.test(text), wrong)
    .transform((text) => (text === "" ? null : text))

/** The two last digits of an IBAN's key: the whole, its head moved to its end and its letters counted from ten, is 1 modulo 97. */
const hasIbanKey = (iban: string): boolean => {
  const moved = `${iban.slice(4)}${iban.slice(0, 4)}`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return [...moved].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1
}

export const echangesInput = z.object({
  version,
  canalParDefaut: z.enum(["pes", "depot", "papier"], "Choisissez comment les titres partent."),
  pesPoste: code(/^[0-9A-Z]{7}$/, "Le codique compte sept chiffres ou lettres."),
  pesCollectivite: code(/^\d{3}$/, "Le code collectivité compte trois chiffres."),
  pesBudget: z.string(WRONG).regex(/^\d{2}$/, "Le code budget compte deux chiffres."),
  numeroTva: code(/^FR[0-9A-Z]{2}\d{9}$/, "Un numéro de TVA s'écrit FR, deux caractères, puis le SIREN."),
  iban: code(/^[A-Z]{2}\d{2}[0-9A-Z]{11,30}$/, "Cet IBAN n'est pas complet.").refine(
    (iban) => iban === null || hasIbanKey(iban),
    "La clé de cet IBAN est fausse : vérifiez-le.",
  ),
  bic: code(/^[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?$/, "Un BIC compte huit ou onze caractères."),
})
export type EchangesInput = z.infer<typeof echangesInput>

export const facturationInput = z
  .object({
    version,
    /** "totale-2022": one choice for what must go together. */
    population: z
      .string("Choisissez la population de référence.")
      .regex(/^(municipale|totale)-\d{4}$/, "Choisissez la population de référence.")
      .transform((text) => {
        const [genre, millesime] = text.split("-")
        return {
          genre: genre === "municipale" ? ("municipale" as const) : ("totale" as const),
          millesime: Number(millesime),
        }
      }),
    budget: plainText({ max: 40, missing: "Indiquez le budget." }),
    serie: z
      .string("Indiquez la série.")
      .transform((text) => text.trim().toUpperCase())
      .refine(
        (text) => /^[A-Z0-9]{1,10}$/.test(text),
        "Une série compte de un à dix lettres ou chiffres, par exemple COT.",
      ),
    premierNumero: integerInput({
      missing: "Indiquez le premier numéro.",
      wrong: "Le premier numéro est un nombre entier, de 1 à 9 999 999.",
      min: 1,
      max: 9_999_999,
    }),
    premierBordereau: integerInput({
      missing: "Indiquez le premier bordereau.",
      wrong: "Le premier bordereau est un nombre entier, de 1 à 9 999 999.",
      min: 1,
      max: 9_999_999,
    }),
    imputation: plainText({ max: 40, missing: "Indiquez l'imputation." }),
    imputationServices: plainText({ max: 40, missing: "Indiquez l'imputation des services." }).optional(),
    serieMandats: z
      .string("Indiquez la série des mandats.")
      .transform((text) => text.trim().toUpperCase())
      .refine(
        (text) => /^[A-Z0-9]{1,10}$/.test(text),
        "Une série compte de un à dix lettres ou chiffres, par exemple M673.",
      ),
    imputationMandats: plainText({
      max: 40,
      missing: "Indiquez le compte des titres annulés sur exercices antérieurs.",
    }),
    partMembres: decimalInput({
      missing: "Indiquez la part des coûts mutualisés qui revient aux membres.",
      wrong: "Une part va de 0 à 100 %.",
      digits: 2,
    })
      .refine((part) => Number(part) <= 100, "Une part va de 0 à 100 %.")
      .transform((part) => decimal(String(Number(part)))),
    delaiPaiement: integerInput({
      missing: "Indiquez le délai de paiement.",
      wrong: "Le délai de paiement est un nombre de jours, de 0 à 180.",
      min: 0,
      max: 180,
    }),
    ordonnateurNom: optionalText({ max: 120 }),
    ordonnateurQualite: plainText({ max: 80, missing: "Indiquez la qualité de l'ordonnateur, par exemple Président." }),
    comptableNom: plainText({ max: 160, missing: "Indiquez le comptable public." }),
    comptableAdresse: optionalText({ max: 240 }),
    moyensPaiement: plainText({ max: 600, missing: "Indiquez comment payer." }),
    voiesRecours: plainText({
      max: 2000,
      missing: "Indiquez les voies de recours : un titre sans elles reste contestable.",
    }),
    approbationSecondePersonne: ticked,
    deliberationExigee: ticked,
  })
  .refine(({ serie, serieMandats }) => serie !== serieMandats, {
    path: ["serieMandats"],
    message: "Un mandat n'est pas un titre : donnez-lui une autre série que celle des titres.",
  })
export type FacturationInput = z.infer<typeof facturationInput>

/** A duration that the operator has not decided stays null: the public page says so. */
const duree = (unit: string, max: number) =>
  orNothing(
    integerInput({
      missing: "Indiquez une durée.",
      wrong: `Une durée est un nombre entier de ${unit}, de 1 à ${max}.`,
      min: 1,
      max,
    }),
  )

export const publicationInput = z
  .object({
    version,
    hebergeurNom: optionalText({ max: 160 }),
    hebergeurAdresse: optionalText({ max: 240 }),
    hebergeurTelephone: optionalText({ max: 30 }),
    conservationComptesMois: duree("mois", 120),
    conservationDemandesMois: duree("mois", 120),
    conservationJournalAns: duree("années", 30),
    conservationTitresAns: duree("années", 30),
  })
  .refine(({ hebergeurNom, hebergeurAdresse }) => hebergeurNom === null || hebergeurAdresse !== null, {
    path: ["hebergeurAdresse"],
    message: "Un hébergeur se cite avec son adresse (loi pour la confiance dans l'économie numérique).",
  })
export type PublicationInput = z.infer<typeof publicationInput>

const kinds = z.enum(["charte", "convention", "avenant"], WRONG)

const avisTerme = jours("Un avis part un nombre de jours avant le dernier, de 1 à 365.")

/** What is left empty is no threshold: an élu then always approves. */
export const engagementsInput = z
  .object({
    regleProrata: z.enum(
      ["annee_pleine_suivante", "mois_entames", "jours_reels", "annee_entiere"],
      "Choisissez la règle de la première année.",
    ),
    preavisRetraitMois: integerInput({
      missing: "Indiquez le préavis de retrait, en mois.",
      wrong: "Le préavis est un nombre de mois, de 0 à 24.",
      min: 0,
      max: 24,
    }),
    delaiSignature: integerInput({
      missing: "Indiquez le délai pour signer, en jours.",
      wrong: "Le délai est un nombre de jours, de 1 à 365.",
      min: 1,
      max: 365,
    }),
    seuilApprobation: orNothing(
      decimalInput({
        missing: "Indiquez un montant.",
        wrong: "Un seuil est un montant positif, au centime près, par exemple 500,00.",
        digits: 2,
      }),
    ).transform((euros) => (euros === null ? null : priceOf(1, euros))),
    /** One box ticked comes alone, several as a list. */
    signatureExterne: z
      .union([z.array(kinds), kinds])
      .optional()
      .transform((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value])),
    terme1: avisTerme,
    terme2: orNothing(avisTerme),
  })
  .transform(({ terme1, terme2, ...rules }, context) => ({
    ...rules,
    conventionJours: calendrierOf(context, [terme1, terme2], {
      field: "terme",
      skipped: "Remplissez d'abord l'avis qui précède.",
      follows: (days, before) => days < before,
      misplaced: "Un avis part plus près de la fin que celui qui le précède.",
    }),
  }))
export type EngagementsInput = z.output<typeof engagementsInput>
