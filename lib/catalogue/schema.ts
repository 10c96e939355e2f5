import { z } from "zod"
import { COLLECTIVITE_TYPES } from "@/lib/collectivites/types.ts"
import { deliberationChoice } from "@/lib/deliberations/schema.ts"
import { dayInput } from "@/lib/platform/day-input.ts"
import { decimal } from "@/lib/platform/money.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { MATURITES, OUTILS, PRORATAS, RECONDUCTIONS, REVISIONS, SERVICE_ETATS, TARIF_MODES } from "./types.ts"

export const PRIX_MISSING = "Indiquez le prix."

/** Euros before tax, of one unit. */
export const prixInput = decimalInput({
  missing: PRIX_MISSING,
  wrong: "Un prix est un nombre positif de quatre décimales au plus, par exemple 14,00.",
  digits: 4,
})

const TAUX_WRONG = "Un taux de TVA va de 0,01 à 99,99 %."

/** In percent; asked only of what bears VAT. */
export const tauxTvaInput = decimalInput({ missing: "Indiquez le taux de TVA.", wrong: TAUX_WRONG, digits: 2 }).refine(
  (taux) => Number(taux) > 0 && Number(taux) < 100,
  TAUX_WRONG,
)

const WRONG = "Cette saisie n'a pas la forme attendue."

const ticked = z
  .literal("oui", WRONG)
  .optional()
  .transform((value) => value === "oui")

/** The address of the staff's list: what it cannot read is left out. */
export const catalogueFilter = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  pilier: z.string().max(40).optional().catch(undefined),
  etat: z.enum(SERVICE_ETATS).optional().catch(undefined),
  mode: z.enum(TARIF_MODES).optional().catch(undefined),
})
export type CatalogueFilter = z.infer<typeof catalogueFilter>

/** The address of the public list and of a member's: what it cannot read is left out. */
export const offreFilter = z.object({
  q: z.string().trim().max(120).optional().catch(undefined),
  pilier: z.string().max(60).optional().catch(undefined),
  prix: z.enum(["inclus", "carte"]).optional().catch(undefined),
})
export type OffreFilter = z.infer<typeof offreFilter>

const serviceFields = {
  nom: plainText({ max: 120, missing: "Indiquez le nom du service." }).refine(
    (text) => /[\p{L}\p{N}]/u.test(text),
    "Un nom compte au moins une lettre ou un chiffre.",
  ),
  pilierId: z.string("Choisissez un pilier.").min(1, "Choisissez un pilier.").max(60, WRONG),
  description: plainText({ max: 4000, missing: "Dites ce que le service fait pour une mairie, en mots simples." }),
  pourQui: plainText({ max: 400, missing: "Dites à qui le service s'adresse." }),
  pourDemarrer: plainText({ max: 800, missing: "Dites ce qu'il faut pour commencer." }),
  contact: plainText({ max: 300, missing: "Dites à qui s'adresser." }),
  mode: z.enum(TARIF_MODES, "Choisissez comment le service se paie."),
  maturite: z.enum(MATURITES, "Choisissez où en est le service."),
  exigeApprobation: ticked,
  outil: z
    .enum(["", ...OUTILS], "Choisissez une partie du portail, ou aucune.")
    .default("")
    .transform((outil) => outil || null),
  ouvertureImmediate: ticked,
  /** One box a type; none ticked means every type. */
  ...(Object.fromEntries(COLLECTIVITE_TYPES.map((type) => [`type_${type}`, ticked])) as Record<
    `type_${(typeof COLLECTIVITE_TYPES)[number]}`,
    typeof ticked
  >),
}

type Boxes = Record<`type_${(typeof COLLECTIVITE_TYPES)[number]}`, boolean>

const withTypes = <T extends Boxes>(input: T) => {
  const { type_commune, type_epci, type_departement, type_syndicat, type_autre, ...rest } = input
  return { ...rest, types: COLLECTIVITE_TYPES.filter((type) => input[`type_${type}`]) }
}

export const serviceInput = z.object(serviceFields).transform(withTypes)
export type ServiceInput = z.infer<typeof serviceInput>

const target = { service: z.string(WRONG).max(80, WRONG), version: z.string(WRONG).max(40, WRONG) }

export const serviceChangeInput = z.object({ ...target, ...serviceFields }).transform(withTypes)
export type ServiceChangeInput = z.infer<typeof serviceChangeInput>

export const serviceEtatInput = z.object({ ...target, etat: z.enum(["publie", "retire"], WRONG) })
export type ServiceEtatInput = z.infer<typeof serviceEtatInput>

export const publishInput = z.object({
  libelle: plainText({ max: 120, missing: "Donnez un nom à cette version, par exemple « Catalogue 2027 »." }),
  note: optionalText({ max: 1000 }),
  depuis: dayInput("Indiquez à partir de quand elle vaut."),
})
export type PublishInput = z.infer<typeof publishInput>

const optionalInteger = (wrong: string) =>
  z
    .string()
    .optional()
    .transform((text) => (text ?? "").replace(/[\s\u00a0\u202f]/g, ""))
    .refine((text) => text === "" || (/^\d{1,7}$/.test(text) && Number(text) > 0), wrong)
    .transform((text) => (text === "" ? null : Number(text)))

/** For whom, how many, after what, by whom. */
export const conditionsInput = z.object({
  ...target,
  populationMin: optionalInteger("Indiquez un nombre d'habitants, ou rien."),
  populationMax: optionalInteger("Indiquez un nombre d'habitants, ou rien."),
  capacite: optionalInteger("Indiquez un nombre de collectivités, ou rien."),
  /** Slugs, one a line or apart by commas. */
  prerequis: optionalText({ max: 1000 })
    .transform((text) => [...new Set((text ?? "").split(/[\s,;]+/).filter(Boolean))])
    .refine(
      (slugs) => slugs.every((slug) => /^[a-z0-9-]+$/.test(slug)),
      "Citez les services par leur adresse : pack-cyber.",
    ),
  marche: z.uuid(WRONG).or(z.literal("")).optional().default(""),
  conventionMois: optionalInteger("Indiquez un nombre de mois, ou rien.").refine(
    (mois) => mois === null || mois <= 120,
    "Une convention dure 120 mois au plus.",
  ),
  reconduction: z
    .enum(["", ...RECONDUCTIONS], "Choisissez ce qui suit le terme de la convention.")
    .optional()
    .transform((value) => value || null),
  preavisMois: optionalInteger("Indiquez un nombre de mois, ou rien.").refine(
    (mois) => mois === null || mois <= 12,
    "Un préavis est de 12 mois au plus.",
  ),
  regleProrata: z.enum(PRORATAS, "Choisissez comment un mois commencé se facture."),
  revisionTarif: z.enum(REVISIONS, "Choisissez quand un nouveau prix s'applique.").optional(),
  parPoste: ticked,
  contactIncident: optionalText({ max: 300 }),
  procedureIncident: optionalText({ max: 4000 }),
})
export type ConditionsInput = z.infer<typeof conditionsInput>

const centsInput = (missing: string) =>
  decimalInput({ missing, wrong: "Un montant est un nombre positif de deux décimales au plus.", digits: 2 })

export const experimentationInput = z.object({
  service: target.service,
  objet: plainText({ max: 200, missing: "Dites ce qui est essayé." }),
  montant: centsInput("Indiquez le montant voté."),
  depuis: dayInput("Indiquez le premier jour."),
  jusqua: dayInput("Indiquez le dernier jour."),
  deliberation: z.uuid("Choisissez la délibération qui l'a voté."),
})
export type ExperimentationInput = z.infer<typeof experimentationInput>

export const choisirInput = z.object({
  service: target.service,
  experimentation: z.uuid(WRONG),
  collectivite: z.string("Choisissez une collectivité.").trim().min(1, "Choisissez une collectivité.").max(120, WRONG),
})
export type ChoisirInput = z.infer<typeof choisirInput>

const optionalDecimal = z
  .string()
  .optional()
  .transform((text) => (text ?? "").replace(/[\s\u00a0\u202f€]/g, "").replace(",", "."))
  .refine(
    (text) => text === "" || /^\d{1,9}(\.\d{1,4})?$/.test(text),
    "Un prix est un nombre de quatre décimales au plus, ou rien.",
  )
  .transform((text) => (text === "" ? null : decimal(text)))

export const impactInput = z.object({
  service: target.service,
  montantInitial: centsInput("Indiquez le coût de départ, 0 s'il n'y en a pas."),
  montantAnnuel: centsInput("Indiquez le coût de chaque année."),
  mode: z.enum(TARIF_MODES, "Choisissez comment le service se paierait."),
  tarifProjete: optionalDecimal,
  unite: optionalText({ max: 40 }),
  quantiteAttendue: z.coerce.number("Indiquez combien d'unités sont attendues.").int().min(0).max(1_000_000),
  dureeAnnees: z.coerce.number("Indiquez sur combien d'années.").int().min(1, "Une année au moins.").max(30),
  hypotheses: plainText({ max: 2000, missing: "Dites sur quoi reposent ces chiffres." }),
})
export type ImpactInput = z.infer<typeof impactInput>

export const impactEtatInput = z.object({
  service: target.service,
  etat: z.enum(["preparation", "presentee", "retenue", "ecartee"], WRONG),
  deliberation: deliberationChoice,
})
export type ImpactEtatInput = z.infer<typeof impactEtatInput>
