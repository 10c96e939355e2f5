import { identite } from "./factors.ts"

/** What has ended opens nothing; it also goes, so that nothing is kept without a use. True when something went. */
export const sweepIdentity = (): Promise<boolean> =>
  identite(async (tx) => {
    const removed = [
      await tx.$executeRaw`delete from session where "expireLe" < now() or "derniereActiviteLe" < now() - interval '1 day'`,
      await tx.$executeRaw`delete from jeton_connexion where "expireLe" < now()`,
      await tx.$executeRaw`delete from jeton_sso where "expireLe" < now()`,
      await tx.$executeRaw`delete from tentative_connexion where le < now() - interval '1 day'`,
      await tx.$executeRaw`delete from defi where "expireLe" < now()`,
      await tx.$executeRaw`delete from facteur where "confirmeLe" is null and "creeLe" < now() - interval '1 day'`,
      // Of an erased account nothing opens a door again (lib/personnes/commands/idle-accounts.ts).
      await tx.$executeRaw`delete from session s using personne p where p.id = s."personneId" and p."desactiveeLe" is not null`,
      await tx.$executeRaw`delete from facteur f using personne p where p.id = f."personneId" and p."effaceeLe" is not null`,
      await tx.$executeRaw`delete from identite i using personne p where p.id = i."personneId" and p."effaceeLe" is not null`,
      await tx.$executeRaw`delete from agenda a using personne p where p.id = a."personneId" and p."effaceeLe" is not null`,
    ]
    return removed.some((count) => count > 0)
  })
