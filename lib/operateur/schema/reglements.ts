import { z } from "zod"
import { orNothing } from "@/lib/platform/plain-text.ts"
import { code, version } from "../schema.ts"
import { calendrierOf, jours } from "./calendrier.ts"

const delai = orNothing(jours("Un délai de relance est un nombre de jours, de 1 à 365."))

/** Each rank after the one before; what is left empty ends the schedule. */
export const reglementsInput = z
  .object({
    version,
    payfipNumero: code(/^\d{6}$/, "Un numéro de client PayFiP compte six chiffres."),
    relance1: delai,
    relance2: delai,
    relance3: delai,
  })
  .transform(({ relance1, relance2, relance3, ...rest }, context) => ({
    ...rest,
    relancesJours: calendrierOf(context, [relance1, relance2, relance3], {
      field: "relance",
      skipped: "Remplissez d'abord la relance qui précède.",
      follows: (days, before) => days > before,
      misplaced: "Une relance part après celle qui la précède.",
    }),
  }))
export type ReglementsInput = z.output<typeof reglementsInput>
