import { randomUUID } from "node:crypto"
import { z } from "zod"
import type { SignedIn } from "@/lib/access/context.ts"
import type { DatabaseTx } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { attempt } from "./attempts.ts"
import { checkMayChange, identite, markConfirmed, tellOfFactor } from "./factors.ts"
import type { FactorRefusal } from "./refusals.ts"
import { acceptedStep, isExpired, newTotpSecret, sealTotp, totpAddress, unsealTotp } from "./totp.ts"
import { journal } from "./trace.ts"

const stored = z.object({ secret: z.string() })

const openTotp = (factorId: string, donnees: unknown): string =>
  unsealTotp(env().NEXTAUTH_SECRET, factorId, stored.parse(donnees).secret)

const TOTP_NAME = "Code à usage unique"

export type Enrolment = { secret: string; address: string }

/** A secret waiting for its first code: it proves nothing yet, and the next one asked for replaces it. */
export const beginTotp = (who: SignedIn): Promise<Result<void, FactorRefusal>> =>
  identite(async (tx) => {
    const allowed = await checkMayChange(tx, who)
    if (!allowed.ok) return allowed
    await tx.facteur.deleteMany({ where: { personneId: who.personneId, genre: "totp", confirmeLe: null } })
    const id = randomUUID()
    const donnees = { secret: sealTotp(env().NEXTAUTH_SECRET, id, newTotpSecret()) }
    await tx.facteur.create({ data: { id, personneId: who.personneId, genre: "totp", nom: TOTP_NAME, donnees } })
    await journal(tx, who.personneId, "facteur.prepared", { objet: `facteur/${id}` })
    return ok(undefined)
  })

/** What the telephone has to read, as long as it waits for its first code. */
export const findEnrolment = (who: SignedIn, issuer: string): Promise<Enrolment | null> =>
  identite(async (tx) => {
    const waiting = await findWaiting(tx, who)
    return waiting && { secret: waiting.secret, address: totpAddress(waiting.secret, who.courriel, issuer) }
  })

/** The same secret over the reloads of the page, for an hour. */
async function findWaiting(tx: DatabaseTx, who: SignedIn): Promise<{ id: string; secret: string } | null> {
  const since = new Date(Date.now() - 3_600_000)
  const found = await tx.facteur.findFirst({
    where: { personneId: who.personneId, genre: "totp", confirmeLe: null, creeLe: { gt: since } },
    orderBy: { creeLe: "desc" },
    select: { id: true, donnees: true },
  })
  return found && { id: found.id, secret: openTotp(found.id, found.donnees) }
}

/** The first right code makes the factor count. */
export async function enrolTotp(who: SignedIn, code: string): Promise<Result<void, FactorRefusal>> {
  if (!(await attempt("facteur.compte", who.personneId))) return refuse("trop-d-essais")
  return identite(async (tx) => {
    const allowed = await checkMayChange(tx, who)
    if (!allowed.ok) return allowed
    const waiting = await findWaiting(tx, who)
    if (!waiting) return refuse("demande-expiree")
    const now = new Date()
    const step = acceptedStep(waiting.secret, code, now, null)
    if (step === null) return refuse(isExpired(waiting.secret, code, now) ? "code-expire" : "code-faux")
    await tx.facteur.update({ where: { id: waiting.id }, data: { confirmeLe: new Date(), dernierPas: step } })
    await journal(tx, who.personneId, "facteur.added", { objet: `facteur/${waiting.id}`, apres: { genre: "totp" } })
    await tellOfFactor(tx, who.courriel, "ajoute", TOTP_NAME)
    await markConfirmed(tx, who, waiting.id)
    return ok(undefined)
  })
}

/** A code of any of her confirmed TOTP factors, each step once. */
export async function confirmTotp(who: SignedIn, code: string): Promise<Result<void, FactorRefusal>> {
  if (who.boite) return refuse("boite-partagee")
  if (!(await attempt("facteur.compte", who.personneId))) return refuse("trop-d-essais")
  return identite(async (tx) => {
    const factors = await tx.facteur.findMany({
      where: { personneId: who.personneId, genre: "totp", confirmeLe: { not: null } },
      select: { id: true, donnees: true, dernierPas: true },
    })
    if (factors.length === 0) return refuse("aucun-facteur")
    const now = new Date()
    for (const { id, donnees, dernierPas } of factors) {
      const step = acceptedStep(openTotp(id, donnees), code, now, dernierPas)
      if (step === null) continue
      // The same code sent twice at once: the row is locked by the first, and the second finds the step taken.
      const taken = await tx.$executeRaw`update facteur set "dernierPas" = ${step}
        where id = ${id}::uuid and coalesce("dernierPas", -1) < ${step}`
      if (taken === 0) continue
      await markConfirmed(tx, who, id)
      return ok(undefined)
    }
    const expired = factors.some(({ id, donnees }) => isExpired(openTotp(id, donnees), code, now))
    return refuse(expired ? "code-expire" : "code-faux")
  })
}
