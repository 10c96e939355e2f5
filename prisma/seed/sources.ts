import { readFileSync } from "node:fs"
import { parse } from "csv-parse/sync"
import { z } from "zod"

/** The project's own files: see data/README.md for where each figure comes from. */
const text = (file: string) => readFileSync(new URL(`./data/${file}`, import.meta.url), "utf8")

const table = <T extends z.ZodType>(file: string, row: T): z.output<T>[] =>
  z.array(row).parse(parse(text(file), { columns: true, delimiter: ";" }))

const empty = z.literal("").transform(() => null)
const integer = z.string().regex(/^\d+$/).transform(Number)
const flag = z.enum(["0", "1"]).transform((value) => value === "1")

const adhesionRow = z.object({
  type: z.enum(["departement", "epci", "commune", "syndicat"]),
  code: z.string().min(1),
  scenario_a: flag,
  scenario_b: flag,
  scenario_c: flag,
})
export type AdhesionSource = z.output<typeof adhesionRow>
export const readAdhesions = () => table("adhesions-synthetiques.csv", adhesionRow)

const syndicatRow = z.object({ code: z.string().min(1), nom: z.string().min(1) })
export type SyndicatSource = z.output<typeof syndicatRow>
export const readSyndicats = () => table("syndicats-fictifs.csv", syndicatRow)

const nonAdherentRow = z.object({
  epci: z.string(),
  siren: z.string(),
  non_adherents: integer,
  pourcentage: z.string(),
  communes_comptees: integer,
})
export const readNonAdherents = () => table("non-adherents.csv", nonAdherentRow)

const comiteRow = z.object({
  college: z.string(),
  membre: z.string(),
  siren: z.union([empty, z.string()]),
  delegues: integer,
  suppleants: integer,
  voix_par_delegue: integer,
  total_voix: integer,
})
export const readComite = () => table("comite-syndical.csv", comiteRow)

const budgetRow = z.object({
  niveau: z.enum(["pilier", "action", "sous_action"]),
  pilier: z.string(),
  action: z.string(),
  sous_action: z.union([empty, z.string()]),
  montant_eur_4_ans: z.union([empty, integer]),
  moyens_internes: z.enum(["oui", "non"]).transform((value) => value === "oui"),
})
export const readBudget = () => table("budget-2026-2029.csv", budgetRow)

const service = z.object({
  id: z.string(),
  nom: z.string(),
  statut: z.enum(["en_service", "experimente", "perspective_2026_2029", "a_preciser"]),
  mode_tarification: z.enum([
    "inclus_adhesion",
    "cle_repartition",
    "remboursement_euro",
    "marche_negocie",
    "non_precise",
  ]),
  prix: z
    .object({ montant: z.number(), unite: z.string(), a_partir_de: z.boolean(), exclus: z.array(z.string()) })
    .nullable(),
  description: z.string(),
  pour_qui: z.string(),
  /** Other words people use for it: what search finds it by. */
  mots: z.string(),
  sections: z.array(z.string()),
  moyens_internes: z.boolean().optional(),
  prestataire: z.string().optional(),
  contrat_jusqu_a: z.number().optional(),
  evolution: z.string().optional(),
  limite: z.string().optional(),
  partenaires: z.array(z.string()).optional(),
  participation_du_syndicat_pct: z.number().optional(),
  composants: z.array(z.object({ nom: z.string(), description: z.string() })).optional(),
})
export type ServiceSource = z.output<typeof service>

const catalogue = z.object({
  piliers: z.array(z.object({ id: z.string(), nom: z.string(), besoin: z.string(), services: z.array(service) })),
})
export const readCatalogue = () => catalogue.parse(JSON.parse(text("catalogue.json")))
