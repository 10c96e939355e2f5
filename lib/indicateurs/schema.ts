import { z } from "zod"
import { formatInput } from "@/lib/platform/sheet-input.ts"

/** The year a page of accounts is about; without one, the page takes the present year. */
const exercice = z.coerce.number().int().min(2000).max(2100).optional().catch(undefined)
const { format } = formatInput.shape
const slug = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/)
  .optional()
  .catch(undefined)

/** What the balance of the accounts leaves as: one of its tables. */
export const ANALYTIQUE_TABLES = ["piliers", "actions", "annees", "services"] as const
export const analytiqueExport = z.object({
  exercice,
  format,
  quoi: z.enum(ANALYTIQUE_TABLES).catch("piliers").default("piliers"),
})

/** Lines that are billed: of a pillar ("aucun": of none), of a service, or the cotisations. */
export const lignesFactureesFilter = z.object({
  exercice,
  pilier: slug,
  service: slug,
  cotisations: z.literal("oui").optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
export type LignesFactureesFilter = z.output<typeof lignesFactureesFilter>
export const lignesFactureesExport = lignesFactureesFilter.extend({ format })
export const exportFilter = z.object({ exercice, format })

export const exerciceFilter = z.object({
  exercice: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
