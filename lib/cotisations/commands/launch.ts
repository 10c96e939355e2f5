import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result } from "@/lib/platform/result.ts"
import { takeNumbers } from "@/lib/titres/commands/numbers.ts"
import type { CampagneRefusal } from "../types.ts"
import { lockCampagne } from "./decide.ts"
import { shareJustificatifsOf } from "./justificatifs.ts"

/** Lines whose documents are drawn together. */
const TRANCHE_SIZE = 100
/** Tranches issued together: one transaction, one range of numbers, whose fixed cost a thousand titres share. */
export const TRANCHES_ISSUED = 10

/** Cuts the work into tranches, in the order the numbers will follow; the workers do the rest. */
export const launchCampagne = (
  ctx: AgentContext,
  input: { campagne: string },
): Promise<Result<null, CampagneRefusal>> =>
  write(
    ctx,
    "campagnes.launch",
    async (tx) => {
      const locked = await lockCampagne(tx, input.campagne, ["approuvee"])
      if (!locked.ok) return locked
      const { id, exercice, budget } = locked.value
      await tx.$executeRaw`
        with ranked as (
          select l."collectiviteId", l.id, (row_number() over (order by l.type, c."nomPlie", c.id, l.volet) - 1) / ${TRANCHE_SIZE}::int as rang
          from campagne_ligne l join collectivite c on c.id = l."collectiviteId"
          where l."campagneId" = ${id}::uuid and l.montant > 0 and l.decision is distinct from 'exclure')
        update campagne_ligne l set tranche = r.rang from ranked r where r."collectiviteId" = l."collectiviteId" and r.id = l.id`
      await tx.$executeRaw`
        insert into campagne_tranche ("campagneId", genre, rang)
        select distinct "campagneId", 'emission'::tranche_genre, tranche / ${TRANCHES_ISSUED}::int from campagne_ligne
        where "campagneId" = ${id}::uuid and tranche is not null`
      await shareJustificatifsOf(tx, id)
      const { premierBordereau } = await tx.operateur.findFirstOrThrow({ select: { premierBordereau: true } })
      const bordereau = await takeNumbers(tx, { exercice, budget, serie: "BORDEREAU" }, 1, premierBordereau)
      await tx.campagne.update({
        where: { id },
        data: { etat: "en_emission", lanceParId: ctx.who.personneId, lanceLe: new Date(), bordereau },
      })
      await tx.journal("campagne.launched", { objet: `campagne/${id}`, apres: { bordereau } })
      return ok(null)
    },
    { timeoutMs: 60_000 },
  )
