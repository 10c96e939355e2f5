import { z } from "zod"
import { orNothing } from "@/lib/platform/plain-text.ts"
import { version } from "../schema.ts"
import { calendrierOf, jours } from "./calendrier.ts"

const avis = jours("Un avis part un nombre de jours avant la fin, de 1 à 365.")

/** The first notice is always given: the last ones come nearer to the end. */
export const certificatsInput = z
  .object({ version, avis1: avis, avis2: orNothing(avis), avis3: orNothing(avis) })
  .transform(({ avis1, avis2, avis3, ...rest }, context) => ({
    ...rest,
    certificatJours: calendrierOf(context, [avis1, avis2, avis3], {
      field: "avis",
      skipped: "Remplissez d'abord l'avis qui précède.",
      follows: (days, before) => days < before,
      misplaced: "Un avis part plus près de la fin que celui qui le précède.",
    }),
  }))
export type CertificatsInput = z.output<typeof certificatsInput>
