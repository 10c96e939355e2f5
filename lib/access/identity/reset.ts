import type { AgentContext } from "@/lib/access/context.ts"
import { AccessRefused } from "@/lib/access/door.ts"
import { denial } from "@/lib/access/rights.ts"
import type { DatabaseTx } from "@/lib/platform/db.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type Factor, identite, tellOfFactor } from "./factors.ts"
import { journal } from "./trace.ts"

/** Someone lost her telephone or her key: staff take her factors off, after they checked by another way that it is her. */

export type ResetTarget = { collectivite: string; rattachement: string; motif: string }
export type ResetRefusal = "personne-inconnue" | "facteur-propre" | "agent-protege" | "sans-facteur"

/** Factors are the identity login's alone: the right is asked here, and everything happens in one transaction of its own. */
export async function resetFactors(ctx: AgentContext, target: ResetTarget): Promise<Result<void, ResetRefusal>> {
  const denied = denial(ctx, "facteurs.reset", new Date())
  if (denied) throw new AccessRefused(denied, "facteurs.reset")
  return identite(async (tx) => {
    const person = await findPerson(tx, target)
    if (!person) return refuse("personne-inconnue")
    if (person.id === ctx.who.personneId) return refuse("facteur-propre")
    // Otherwise the support could open the administrator's account.
    if (person.agent && ctx.role !== "administrateur") return refuse("agent-protege")
    const removed = await tx.$queryRaw<{ nom: string }[]>`
      delete from facteur where "personneId" = ${person.id}::uuid and "confirmeLe" is not null returning nom`
    if (removed.length === 0) return refuse("sans-facteur")
    await tx.facteur.deleteMany({ where: { personneId: person.id } })
    await tx.defi.deleteMany({ where: { personneId: person.id } })
    const { count: sessions } = await tx.session.deleteMany({ where: { personneId: person.id } })
    await tx.personne.update({
      where: { id: person.id },
      data: { facteursReinitialisesLe: new Date() },
      select: { id: true },
    })
    const names = removed.map(({ nom }) => nom)
    await tellOfFactor(tx, person.courriel, "reinitialise", names.join(", "))
    await journal(tx, ctx.who.personneId, "facteur.reset", {
      contexte: "agent",
      raison: target.motif,
      concerneId: person.collectiviteId,
      objet: `personne/${person.id}`,
      apres: { facteurs: names, sessions },
    })
    return ok(undefined)
  })
}

type Person = { id: string; courriel: string; collectiviteId: string; agent: boolean }

/** From the file of a member: somebody who never acted for it is nobody there. */
async function findPerson(tx: DatabaseTx, { collectivite, rattachement }: ResetTarget): Promise<Person | null> {
  const [found] = await tx.$queryRaw<Person[]>`
    select p.id, p.courriel, r."collectiviteId", exists (select from agent a where a."personneId" = p.id
      and daterange(a.depuis, a.jusqua) @> (now() at time zone 'Europe/Paris')::date) as agent
    from rattachement r join collectivite c on c.id = r."collectiviteId" join personne p on p.id = r."personneId"
    where r.id = ${rattachement}::uuid and c."publicId" = ${collectivite}`
  return found ?? null
}

/** What staff are shown before they decide: kinds and dates, nothing that proves anything. */
export const listFactorsOf = (_ctx: AgentContext, personneId: string): Promise<Factor[]> =>
  identite((tx) =>
    tx.facteur.findMany({
      where: { personneId, confirmeLe: { not: null } },
      select: { id: true, genre: true, nom: true, creeLe: true, dernierUsageLe: true },
      orderBy: { creeLe: "asc" },
    }),
  )
