import type { WriteTx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"

/** By its two sides; one left out is anybody. */
type Between = { payeurId: string; beneficiaireId?: string } | { payeurId?: string; beneficiaireId: string }

/**
 * A commune merged or changed intercommunalité: what held beyond that day ends with it, what was to begin later never
 * begins. What had its end before keeps it. The worker then carries each end, and both sides are told.
 */
export const endAllPrises = (
  tx: WriteTx,
  { payeurId, beneficiaireId }: Between,
  { le, motif }: { le: CalendarDate; motif: string },
): Promise<number> =>
  tx.$executeRaw`update prise_en_charge set etat = 'terminee', motif = ${motif}, "porteeLe" = null, "decideLe" = now(),
      jusqua = case when etat = 'proposee' then depuis else greatest(depuis, ${le}::date) end
    where (${payeurId ?? null}::uuid is null or "collectiviteId" = ${payeurId ?? null}::uuid)
      and (${beneficiaireId ?? null}::uuid is null or "beneficiaireId" = ${beneficiaireId ?? null}::uuid)
      and (etat = 'proposee' or (etat = 'acceptee' and (jusqua is null or jusqua > greatest(depuis, ${le}::date))))`
