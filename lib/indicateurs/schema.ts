import { z } from "zod"

/** The year a page of accounts is about; without one, the page takes the present year. */
export const exerciceFilter = z.object({
  exercice: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
})
