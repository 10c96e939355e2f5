import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

/**
 * Requests of access that led nowhere, as long ago as the privacy page says: refused, or never answered with their code;
 * invitations withdrawn or expired. What was accepted goes with the account (idle-accounts.ts).
 */
export const forgetAccessRequests = (now: Date): Promise<Result<{ demandes: number; invitations: number }, "rien">> =>
  write(systeme("conservation", "operateur"), "conservation.apply", async (tx) => {
    const demandes = await tx.$executeRaw`
      delete from demande_rattachement d using operateur o
      where (d.etat = 'refusee' or d.etat = 'code_envoye')
        and coalesce(d."decideLe", d."codeExpireLe") < ${now}::timestamptz - make_interval(months => o."conservationDemandesMois"::int)`
    const invitations = await tx.$executeRaw`
      delete from invitation i using operateur o
      where i."accepteeLe" is null
        and coalesce(i."retireeLe", i."expireLe") < ${now}::timestamptz - make_interval(months => o."conservationDemandesMois"::int)`
    if (demandes + invitations === 0) return refuse("rien")
    await tx.journal("demandes.effacees", { apres: { demandes, invitations } })
    return ok({ demandes, invitations })
  })
