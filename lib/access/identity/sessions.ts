import type { SignedIn } from "@/lib/access/context.ts"
import { hashToken, IDLE_MINUTES } from "@/lib/access/session.ts"
import { identite } from "./factors.ts"
import { journal } from "./trace.ts"

export type OpenSession = {
  id: string
  creeLe: Date
  derniereActiviteLe: Date
  navigateur: string | null
  current: boolean
}

/** Her sessions that still open something, the present one first. */
export const listSessions = (who: SignedIn): Promise<OpenSession[]> =>
  identite(async (tx) => {
    const now = Date.now()
    const rows = await tx.session.findMany({
      where: {
        personneId: who.personneId,
        expireLe: { gt: new Date(now) },
        derniereActiviteLe: { gt: new Date(now - IDLE_MINUTES * 60_000) },
      },
      select: { id: true, creeLe: true, derniereActiviteLe: true, navigateur: true },
      orderBy: { derniereActiviteLe: "desc" },
    })
    const sessions = rows.map((row) => ({ ...row, current: row.id === who.sessionId }))
    return sessions.sort((a, b) => Number(b.current) - Number(a.current))
  })

/** One of her sessions, or all but the present one. Somebody else's session is answered as an unknown one. */
export const closeSessions = (who: SignedIn, which: string | "others"): Promise<number> =>
  identite(async (tx) => {
    const scope = which === "others" ? { not: who.sessionId } : which
    const { count } = await tx.session.deleteMany({ where: { id: scope, personneId: who.personneId } })
    if (count > 0) await journal(tx, who.personneId, "session.closed", { apres: { sessions: count } })
    return count
  })

/** The cookie's own session, whatever its state: leaving always works. Answers the tools that it had opened. */
export const closeByToken = (token: string): Promise<string[]> =>
  identite(async (tx) => {
    const opened = await tx.$queryRaw<{ slug: string }[]>`
      select distinct v.slug from session s join session_outil o on o."sessionId" = s.id
      join service v on v.id = o."serviceId" where s."jetonHache" = ${hashToken(token)}`
    const [closed] = await tx.$queryRaw<{ personneId: string }[]>`
      delete from session where "jetonHache" = ${hashToken(token)} returning "personneId"`
    if (closed) await journal(tx, closed.personneId, "session.closed")
    return opened.map(({ slug }) => slug)
  })
