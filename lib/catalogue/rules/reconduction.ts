import type { Reconduction } from "@/generated/prisma/enums.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

type Clause = { conventionMois: number | null; reconduction: Reconduction | null; preavisMois: number | null }

/** Only what ends is renewed; only tacit renewal is refused ahead, by a notice shorter than what it renews (check `service_reconduction`). */
export function checkReconduction({
  conventionMois,
  reconduction,
  preavisMois,
}: Clause): Result<void, "reconduction-sans-duree" | "preavis-manquant" | "preavis-de-trop" | "preavis-trop-long"> {
  if (reconduction !== null && conventionMois === null) return refuse("reconduction-sans-duree")
  if (reconduction !== "tacite") return preavisMois === null ? ok(undefined) : refuse("preavis-de-trop")
  if (preavisMois === null) return refuse("preavis-manquant")
  return conventionMois !== null && preavisMois >= conventionMois ? refuse("preavis-trop-long") : ok(undefined)
}
