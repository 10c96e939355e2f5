import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

/** A request refused long ago stays, for who counts them; the person who wrote it does not. */
export const forgetContacts = (now: Date): Promise<Result<{ demandes: number }, "rien">> =>
  write(systeme("conservation", "operateur"), "conservation.apply", async (tx) => {
    const demandes = await tx.$executeRaw`
      update demande_adhesion d set "contactNom" = '', "contactFonction" = '', "contactCourriel" = '',
        "contactTelephone" = null, message = null, "contactEffaceLe" = ${now}::timestamptz
      from operateur o where d.etat = 'refusee' and d."contactEffaceLe" is null
        and d."decideLe" < ${now}::timestamptz - make_interval(months => o."conservationDemandesMois"::int)`
    if (demandes === 0) return refuse("rien")
    await tx.journal("adhesion.contacts-effaces", { apres: { demandes } })
    return ok({ demandes })
  })
