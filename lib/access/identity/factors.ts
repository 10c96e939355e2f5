import type { FacteurGenre } from "@/generated/prisma/enums.ts"
import type { SignedIn } from "@/lib/access/context.ts"
import { denialOfFactor } from "@/lib/access/rights.ts"
import { type DatabaseTx, transaction } from "@/lib/platform/db.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { FactorRefusal } from "./refusals.ts"
import { queueSealedMail } from "./sealed-mail.ts"
import { journal } from "./trace.ts"

/** A person's own proofs, beside the way she signs in: what approving and signing ask for. */
export type Factor = { id: string; genre: FacteurGenre; nom: string; creeLe: Date; dernierUsageLe: Date | null }

export const identite = <T>(run: (tx: DatabaseTx) => Promise<T>): Promise<T> => transaction("identite", run)

export const listFactors = (who: SignedIn): Promise<Factor[]> =>
  identite((tx) =>
    tx.facteur.findMany({
      where: { personneId: who.personneId, confirmeLe: { not: null } },
      select: { id: true, genre: true, nom: true, creeLe: true, dernierUsageLe: true },
      orderBy: { creeLe: "asc" },
    }),
  )

/** What this session was last confirmed with: named in the evidence of a signature. */
export const findLastFactor = (who: SignedIn): Promise<Pick<Factor, "genre" | "nom"> | null> =>
  identite((tx) =>
    tx.facteur.findFirst({
      where: { personneId: who.personneId, dernierUsageLe: { not: null } },
      select: { genre: true, nom: true },
      orderBy: { dernierUsageLe: "desc" },
    }),
  )

/** A first factor may be added by whoever is signed in; a second one, or a removal, only by who holds the first. */
export async function checkMayChange(tx: DatabaseTx, who: SignedIn): Promise<Result<void, FactorRefusal>> {
  if (who.boite) return refuse("boite-partagee")
  const held = await tx.facteur.count({ where: { personneId: who.personneId, confirmeLe: { not: null } } })
  if (held > 0 && denialOfFactor(who, new Date())) return refuse("a-confirmer")
  return (await resetDelayOf(tx, who)) === null ? ok(undefined) : refuse("reinitialisation-recente")
}

/**
 * Whoever persuaded the support and reads the mailbox could give herself a factor in somebody's place: it waits a day,
 * in which the mail about the reset reaches whom it is for.
 */
export const RESET_DELAY_HOURS = 24

async function resetDelayOf(tx: DatabaseTx, who: SignedIn): Promise<Date | null> {
  const { facteursReinitialisesLe: reset } = await tx.personne.findUniqueOrThrow({
    where: { id: who.personneId },
    select: { facteursReinitialisesLe: true },
  })
  const until = reset && new Date(reset.getTime() + RESET_DELAY_HOURS * 3_600_000)
  return until && until > new Date() ? until : null
}

/** When she may add a factor again; null when she may now. */
export const findResetDelay = (who: SignedIn): Promise<Date | null> => identite((tx) => resetDelayOf(tx, who))

export const removeFactor = (who: SignedIn, id: string): Promise<Result<void, FactorRefusal>> =>
  identite(async (tx) => {
    const allowed = await checkMayChange(tx, who)
    if (!allowed.ok) return allowed
    const [removed] = await tx.$queryRaw<{ nom: string; confirmeLe: Date | null }[]>`
      delete from facteur where id = ${id}::uuid and "personneId" = ${who.personneId}::uuid returning nom, "confirmeLe"`
    if (!removed) return refuse("facteur-inconnu")
    await journal(tx, who.personneId, "facteur.removed", { objet: `facteur/${id}` })
    // What never counted is no news.
    if (removed.confirmeLe) await tellOfFactor(tx, who.courriel, "retire", removed.nom)
    return ok(undefined)
  })

/** In the transaction of the change: whoever holds the mailbox learns of what she did not do herself. */
export const tellOfFactor = (
  tx: DatabaseTx,
  courriel: string,
  acte: "ajoute" | "retire" | "reinitialise",
  facteur: string,
): Promise<void> => queueSealedMail(tx, { genre: "facteur", courriel, acte, facteur, le: new Date().toISOString() })

/** The session proves a factor from now on, for FACTOR_MINUTES. */
export async function markConfirmed(tx: DatabaseTx, who: SignedIn, factorId: string): Promise<void> {
  await tx.facteur.update({ where: { id: factorId }, data: { dernierUsageLe: new Date() }, select: { id: true } })
  await tx.session.updateMany({
    where: { id: who.sessionId, personneId: who.personneId },
    data: { facteurConfirmeLe: new Date() },
  })
  await journal(tx, who.personneId, "facteur.confirmed", { objet: `facteur/${factorId}` })
}
