import type { RattachementRole } from "@/generated/prisma/enums.ts"
import type { SignedIn } from "@/lib/access/context.ts"
import { hashToken } from "@/lib/access/session.ts"
import { type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { identite } from "./factors.ts"
import { journal } from "./trace.ts"

/** Read and accepted by the identity login: whoever holds the link is not yet a member of anything. */
export type OpenInvitation = {
  collectiviteId: string
  id: string
  publicId: string
  collectivite: string
  courriel: string
  nom: string
  role: RattachementRole
  fonction: string
  /** Somebody already signs in with the invited address. */
  compteExistant: boolean
}

export const findInvitation = (jeton: string): Promise<OpenInvitation | null> =>
  identite(async (tx) => {
    const [found] = await tx.$queryRaw<OpenInvitation[]>`
      select i."collectiviteId", i.id, c."publicId", c.nom as collectivite, i.courriel, i.nom, i.role, i.fonction,
        exists (select from personne p where p.courriel = i.courriel) as "compteExistant"
      from invitation i join collectivite c on c.id = i."collectiviteId"
      where i."jetonHache" = ${hashToken(jeton)} and i."accepteeLe" is null and i."retireeLe" is null and i."expireLe" > now()`
    return found ?? null
  })

export type Accepted = { publicId: string; collectiviteId: string; id: string; fonction: string }

/** The rattachement begins today; the invitation is used up, in the same transaction. */
export const acceptInvitation = (
  who: SignedIn,
  jeton: string,
  today: CalendarDate,
): Promise<Result<Accepted, "invitation-close">> =>
  identite(async (tx) => {
    const [taken] = await tx.$queryRaw<Omit<OpenInvitation, "compteExistant" | "collectivite" | "publicId">[]>`
      update invitation set "accepteeLe" = now()
      where "jetonHache" = ${hashToken(jeton)} and "accepteeLe" is null and "retireeLe" is null and "expireLe" > now()
      returning "collectiviteId", id, courriel, nom, role, fonction`
    if (!taken) return refuse("invitation-close")
    const { collectiviteId, id, role, fonction, nom } = taken
    // She may hold this role already (invited twice, under two addresses): then there is nothing to add.
    await tx.$executeRaw`insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine)
      select ${collectiviteId}::uuid, ${who.personneId}::uuid, ${role}::rattachement_role, ${fonction}, ${toDatabase(today)}::date, 'invitation'
      where not exists (select from rattachement r where r."collectiviteId" = ${collectiviteId}::uuid
        and r."personneId" = ${who.personneId}::uuid and r.role = ${role}::rattachement_role
        and daterange(r.depuis, r.jusqua) && daterange(${toDatabase(today)}::date, null))`
    // Someone who came by a link has only her address for a name.
    if (who.nom === who.courriel)
      await tx.personne.update({ where: { id: who.personneId }, data: { nom }, select: { id: true } })
    await journal(tx, who.personneId, "invitation.accepted", {
      concerneId: collectiviteId,
      objet: `invitation/${id}`,
      apres: { role, fonction },
    })
    const { publicId } = await tx.collectivite.findUniqueOrThrow({
      where: { id: collectiviteId },
      select: { publicId: true },
    })
    return ok({ publicId, collectiviteId, id, fonction })
  })
