import { z } from "zod"

/** What the address of a list of titres says; anything else is the first page of everything. */
export const titresFilter = z.object({
  cherche: z.string().trim().max(120).catch("").default(""),
  exercice: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
