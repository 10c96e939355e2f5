import { z } from "zod"

const annee = z.coerce.number().int().min(2000).max(2100)

export const exerciceInput = z.object({ annee })
export const closeInput = z.object({
  annee,
  confirme: z.literal("oui", "Cochez la case : la clôture ne se défait pas."),
})
