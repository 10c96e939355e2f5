import { z } from "zod"
import { plainText } from "@/lib/platform/plain-text.ts"
import { target } from "../schema.ts"

export const denounceInput = z.object({
  ...target,
  motif: plainText({ max: 500, missing: "Dites pourquoi : l'autre partie le lira." }),
})
export type DenounceInput = z.output<typeof denounceInput>

export const renounceInput = z.object(target)
export type RenounceInput = z.output<typeof renounceInput>
