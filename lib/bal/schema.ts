import { z } from "zod"
import { DEPOT_REFUSALS } from "./types.ts"

/** No file chosen is an empty file without a name, which React's decoder of forms calls "undefined". */
const fichier = z
  .file(DEPOT_REFUSALS["fichier-absent"])
  .refine(({ size, name }) => size > 0 || !["", "undefined"].includes(name), DEPOT_REFUSALS["fichier-absent"])

export const depositInput = z.object({ fichier })
export type DepositInput = z.output<typeof depositInput>
