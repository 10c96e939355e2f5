import { timingSafeEqual } from "node:crypto"
import type { MembreContext, PersonneId, SignedIn } from "@/lib/access/context.ts"
import { type LienRow, mergeRoles } from "@/lib/access/session.ts"
import { env } from "@/lib/platform/env.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { identite } from "./factors.ts"
import { keyedHash } from "./secrets.ts"
import { journal } from "./trace.ts"

/** A calendar program signs in nowhere: the address it asks stands for the person, to read her deadlines and nothing else. */
export type Agenda = { jeton: string; creeLe: Date; luLe: Date | null }

const sign = (id: string): string => keyedHash(env().NEXTAUTH_SECRET, "agenda", id)

export const findAgenda = (who: SignedIn): Promise<Agenda | null> =>
  identite(async (tx) => {
    const row = await tx.agenda.findFirst({ where: { personneId: who.personneId, fermeLe: null } })
    return row && { jeton: `${row.id}.${sign(row.id)}`, creeLe: row.creeLe, luLe: row.luLe }
  })

/** A new address; the one before, if any, answers nothing from now on. */
export const openAgenda = (who: SignedIn): Promise<void> =>
  identite(async (tx) => {
    await tx.agenda.updateMany({ where: { personneId: who.personneId, fermeLe: null }, data: { fermeLe: new Date() } })
    const { id } = await tx.agenda.create({ data: { personneId: who.personneId }, select: { id: true } })
    await journal(tx, who.personneId, "agenda.opened", { objet: `agenda/${id}` })
  })

export const closeAgenda = (who: SignedIn): Promise<void> =>
  identite(async (tx) => {
    const { count } = await tx.agenda.updateMany({
      where: { personneId: who.personneId, fermeLe: null },
      data: { fermeLe: new Date() },
    })
    if (count > 0) await journal(tx, who.personneId, "agenda.closed")
  })

/**
 * Whose calendar it is, with the collectivités of today: who left one reads it no more. Null for a wrong or closed address, a
 * person without collectivité, or a closed account.
 */
export async function findAgendaReader(jeton: string): Promise<MembreContext | null> {
  const [id = "", signature = ""] = jeton.split(".")
  if (!isIdentifier(id)) return null
  const [given, right] = [Buffer.from(signature), Buffer.from(sign(id))]
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  return identite(async (tx) => {
    const [row] = await tx.$queryRaw<{ personneId: string; liens: LienRow[] }[]>`
      update agenda a set "luLe" = now()
      from personne p, lateral (select (now() at time zone 'Europe/Paris')::date as jour) paris
      where a.id = ${id}::uuid and a."fermeLe" is null and p.id = a."personneId" and p."desactiveeLe" is null
      returning p.id as "personneId", coalesce((
        select json_agg(json_build_object('collectiviteId', c.id, 'publicId', c."publicId", 'nom', c.nom, 'type', c.type,
          'role', r.role, 'fonction', r.fonction) order by c."nomPlie", r.role)
        from rattachement r join collectivite c on c.id = r."collectiviteId"
        where r."personneId" = p.id and daterange(r.depuis, r.jusqua) @> paris.jour), '[]') as liens`
    const [first, ...rest] = row ? mergeRoles(row.liens) : []
    return row && first ? { kind: "membre", who: reader(row.personneId), liens: [first, ...rest] } : null
  })
}

const reader = (personneId: string): SignedIn => ({
  // As the database just gave it.
  ...{ personneId: personneId as PersonneId, nom: "", courriel: "", boite: false, sessionId: "" },
  facteurConfirmeLe: null,
})
