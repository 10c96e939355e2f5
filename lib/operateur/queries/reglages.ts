import type { Tx } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import { regleOf } from "../rules.ts"
import type { PopulationGenre, Regle } from "../types.ts"

export type Reglages = Omit<Awaited<ReturnType<typeof load>>, "majLe" | "logoType" | "partMembres"> & {
  /** Percent of the mutualised costs that the members pay. */
  partMembres: Decimal
  hasLogo: boolean
  version: string
}

/** The rules of engagements are changed on a page of their own: ./engagements.ts. */
const ELSEWHERE = {
  logo: true,
  regleProrata: true,
  preavisRetraitMois: true,
  seuilApprobation: true,
  signatureExterne: true,
  delaiSignature: true,
  conventionJours: true,
} as const

const load = (tx: Tx) => tx.operateur.findFirstOrThrow({ omit: ELSEWHERE })

/** All that staff can set; the logo's bytes stay in the database. */
export async function findReglages(tx: Tx): Promise<Reglages> {
  const { majLe, logoType, partMembres, ...reglages } = await load(tx)
  return {
    ...reglages,
    partMembres: decimal(partMembres.toString()),
    hasLogo: logoType !== null,
    version: majLe.toISOString(),
  }
}

export type DatedRegle = Regle & {
  id: string
  type: CollectiviteType
  hypothese: boolean
  deliberation: string | null
  deliberationId: string | null
  depuis: CalendarDate
  jusqua: CalendarDate | null
}

/** All rules, by type, the newest first. */
export async function listRegles(tx: Tx): Promise<DatedRegle[]> {
  const rows = await tx.regleCotisation.findMany({ orderBy: [{ type: "asc" }, { depuis: "desc" }] })
  return rows.map(({ id, type, hypothese, deliberation, deliberationId, depuis, jusqua, ...row }) => ({
    ...{ id, type, hypothese, deliberation, deliberationId },
    ...regleOf(row),
    depuis: fromDatabase(depuis),
    jusqua: jusqua && fromDatabase(jusqua),
  }))
}

export type PopulationChoice = { genre: PopulationGenre; millesime: number }

/** Kinds and millésimes that the data hold. */
export const listPopulationChoices = (tx: Tx): Promise<PopulationChoice[]> =>
  tx.population.findMany({
    distinct: ["genre", "millesime"],
    select: { genre: true, millesime: true },
    orderBy: [{ millesime: "desc" }, { genre: "asc" }],
  })

export async function findLogo(tx: Tx): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null> {
  const { logo, logoType } = await tx.operateur.findFirstOrThrow({ select: { logo: true, logoType: true } })
  return logo && logoType ? { bytes: logo, type: logoType } : null
}
