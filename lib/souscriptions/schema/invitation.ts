import { z } from "zod"
import { optionalText } from "@/lib/platform/plain-text.ts"

const WRONG = "Cette saisie n'a pas la forme attendue."

export const inviteInput = z.object({
  collectivite: z.string(WRONG).max(40, WRONG),
  service: z.string(WRONG).max(80, WRONG),
  message: optionalText({ max: 500 }),
})
export type InviteInput = z.output<typeof inviteInput>
