import { identite } from "./factors.ts"

/** When this session proved who she is, in seconds: a tool may ask how long ago that was. */
export const sessionStart = (sessionId: string): Promise<number> =>
  identite(async (tx) => {
    const { creeLe } = await tx.session.findUniqueOrThrow({ where: { id: sessionId }, select: { creeLe: true } })
    return creeLe.getTime() / 1000
  })

type Opened = { sessionId: string; slug: string; compte: string }

/** What this session opens, for the tool to be told when it ends; answers what names it there (`sid`). */
export const recordOutil = ({ sessionId, slug, compte }: Opened): Promise<string | null> =>
  identite(async (tx) => {
    await tx.$executeRaw`
      insert into session_outil ("sessionId", "serviceId", compte)
      select s.id, v.id, ${compte} from session s, service v where s.id = ${sessionId}::uuid and v.slug = ${slug}
      on conflict do nothing`
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      select o.id from session_outil o join service v on v.id = o."serviceId"
      where o."sessionId" = ${sessionId}::uuid and v.slug = ${slug} and o.compte = ${compte}`
    return row?.id ?? null
  })

/** She has left this tool by its own way: it is not one that she left open. */
export const forgetOutil = (sid: string): Promise<void> =>
  identite(async (tx) => {
    await tx.$executeRaw`delete from session_outil where id::text = ${sid}`
  })
