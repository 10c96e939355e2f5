import { createHash } from "node:crypto"
import type { AgentRole, RattachementRole } from "@/generated/prisma/enums.ts"
import { statement } from "@/lib/platform/db.ts"
import type { CollectiviteId, Lien, PersonneId, SignedIn } from "./context.ts"

/** An active session ends after this long without a request. */
export const IDLE_MINUTES = 60
/** And after this long whatever happens. */
export const ABSOLUTE_HOURS = 12

/** What the cookie holds is never stored: only this is. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex")

/** `nonLues`: notifications that she has not read, counted up to UNREAD_BOUND. */
export type Visitor = { who: SignedIn; agent: AgentRole | null; liens: readonly Lien[]; nonLues: number }

export const UNREAD_BOUND = 100

/** A rattachement as the database says it, one a role. */
export type LienRow = {
  collectiviteId: string
  publicId: string
  nom: string
  type: Lien["type"]
  /** Null: what is read of the past of one's own, and nothing else. */
  role: RattachementRole | null
  fonction: string
}

type Row = {
  sessionId: string
  facteurConfirmeLe: Date | null
  personneId: string
  nom: string
  courriel: string
  boite: boolean
  agent: AgentRole | null
  nonLues: number
  liens: LienRow[]
}

/** What a link to a commune that merged or split is called: its successor's team reads it. */
const HISTORIQUE = "Historique, en lecture seule"

/**
 * Session, person, staff role and rattachements of today in one statement, which also moves the idle time (at most once
 * a minute, so that reading pages does not write at each request). Null for an unknown, idle or expired token.
 */
export async function findVisitor(token: string): Promise<Visitor | null> {
  const hash = hashToken(token)
  const [row] = await statement(
    (db) => db.$queryRaw<Row[]>`
    with seen as (
      update session set "derniereActiviteLe" = now()
      where "jetonHache" = ${hash} and "derniereActiviteLe" between now() - make_interval(mins => ${IDLE_MINUTES}::int) and now() - interval '1 minute'
    )
    select s.id as "sessionId", s."facteurConfirmeLe", p.id as "personneId", p.nom, p.courriel, p.genre = 'boite' as boite,
      (select a.role from agent a where a."personneId" = p.id and daterange(a.depuis, a.jusqua) @> paris.jour) as agent,
      coalesce((
        with recursive propre as (
          select r."collectiviteId" as id, r.role, r.fonction from rattachement r
          where r."personneId" = p.id and daterange(r.depuis, r.jusqua) @> paris.jour
        ), passe as (
          select s."predecesseurId" as id from succession s join propre on propre.id = s."successeurId" where s.le <= paris.jour
          union select s."predecesseurId" from succession s join passe on passe.id = s."successeurId" where s.le <= paris.jour
        ), lien as (
          select id, role, fonction from propre
          union all select id, null, ${HISTORIQUE} from passe where id not in (select id from propre)
        )
        select json_agg(json_build_object('collectiviteId', c.id, 'publicId', c."publicId", 'nom', c.nom, 'type', c.type,
          'role', l.role, 'fonction', l.fonction) order by l.role is null, c."nomPlie", l.role)
        from lien l join collectivite c on c.id = l.id), '[]') as liens,
      (select count(*)::int from (select from notification n where n."personneId" = p.id and n."lueLe" is null
        and (exists (select from agent a where a."personneId" = p.id and daterange(a.depuis, a.jusqua) @> paris.jour)
          or exists (select from rattachement r where r."personneId" = p.id and r."collectiviteId" = n."collectiviteId"
            and daterange(r.depuis, r.jusqua) @> paris.jour))
        union all select from notification_bureau n where n."personneId" = p.id and n."lueLe" is null
        limit ${UNREAD_BOUND}) unread) as "nonLues"
    from session s join personne p on p.id = s."personneId",
      lateral (select (now() at time zone 'Europe/Paris')::date as jour) paris
    where s."jetonHache" = ${hash} and s."expireLe" > now() and p."desactiveeLe" is null
      and s."derniereActiviteLe" > now() - make_interval(mins => ${IDLE_MINUTES}::int)`,
  )
  if (!row) return null
  const { sessionId, facteurConfirmeLe, personneId, nom, courriel, boite } = row
  return {
    who: { sessionId, facteurConfirmeLe, personneId: personneId as PersonneId, nom, courriel, boite },
    agent: row.agent,
    nonLues: row.nonLues,
    liens: mergeRoles(row.liens),
  }
}

export function mergeRoles(rows: readonly LienRow[]): Lien[] {
  const byCollectivite = new Map<string, Lien>()
  for (const { role, fonction, ...rest } of rows) {
    const known = byCollectivite.get(rest.collectiviteId)
    byCollectivite.set(rest.collectiviteId, {
      ...rest,
      collectiviteId: rest.collectiviteId as CollectiviteId,
      roles: [...(known?.roles ?? []), ...(role ? [role] : [])],
      fonction: known?.fonction ?? fonction,
    })
  }
  return [...byCollectivite.values()]
}
