import { z } from "zod"
import { COLLECTIVITE_TYPES } from "@/lib/collectivites/types.ts"
import { calendarDate, isCalendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { decimalInput } from "@/lib/platform/number-input.ts"
import { optionalText, plainText } from "@/lib/platform/plain-text.ts"
import { CATEGORIES_TVA, MATURITES, OUTILS, PERIODICITES, SERVICE_ETATS, TARIF_GENRES, TARIF_MODES } from "./types.ts"

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

const tarifFields = {
  service: target.service,
  genre: z.enum(TARIF_GENRES, "Dites ce que ce prix paie.").optional().default("usage"),
  prixUnitaire: decimalInput({
    missing: "Indiquez le prix.",
    wrong: "Un prix est un nombre positif de quatre décimales au plus, par exemple 14,00.",
    digits: 4,
  }),
  unite: plainText({ max: 40, missing: "Indiquez l'unité, par exemple poste." }),
  periodicite: z.enum(PERIODICITES, "Choisissez la période."),
  note: optionalText({ max: 300 }),
  depuis: z
    .string("Indiquez la date de début.")
    .refine(isCalendarDate, "Indiquez une date qui existe, par exemple 01/01/2027.")
    .transform(calendarDate),
}

/** A rate is asked only of what bears VAT. */
export const tarifInput = z.discriminatedUnion(
  "categorieTva",
  [
    z.object({
      ...tarifFields,
      categorieTva: z.literal("S"),
      tauxTva: decimalInput({
        missing: "Indiquez le taux de TVA.",
        wrong: "Un taux de TVA va de 0,01 à 99,99 %.",
        digits: 2,
      }).refine((taux) => Number(taux) > 0 && Number(taux) < 100, "Un taux de TVA va de 0,01 à 99,99 %."),
    }),
    z
      .object({ ...tarifFields, categorieTva: z.enum(CATEGORIES_TVA.filter((code) => code !== "S")) })
      .transform((input) => ({
        ...input,
        tauxTva: decimal("0"),
      })),
  ],
  { error: "Choisissez la TVA qui s'applique." },
)
export type TarifInput = z.infer<typeof tarifInput>
