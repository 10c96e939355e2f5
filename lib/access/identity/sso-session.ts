import { identite } from "./factors.ts"

/** When this session proved who she is, in seconds: a tool may ask how long ago that was. */
export const sessionStart = (sessionId: string): Promise<number> =>
  identite(async (tx) => {
    const { creeLe } = await tx.session.findUniqueOrThrow({ where: { id: sessionId }, select: { creeLe: true } })
    return creeLe.getTime() / 1000
  })
