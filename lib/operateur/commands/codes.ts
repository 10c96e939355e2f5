import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result } from "@/lib/platform/result.ts"
import { type Codes, findCodes } from "../queries/codes.ts"
import type { CodesInput } from "../schema/codes.ts"

/** Counts for what is issued from now on: a line of a titre keeps the code of its day. */
export const saveCodes = (ctx: AgentContext, input: CodesInput): Promise<Result<void, never>> =>
  write(ctx, "operateur.settings", async (tx) => {
    await tx.$queryRaw`select 1 from operateur where id = 1 for update`
    const before = await findCodes(tx)
    await tx.operateur.update({ where: { id: 1 }, data: { codeAnalytique: input.general } })
    for (const [id, codeAnalytique] of input.piliers)
      await tx.pilier.updateMany({ where: { id }, data: { codeAnalytique } })
    for (const [slug, codeAnalytique] of input.services)
      await tx.service.updateMany({ where: { slug }, data: { codeAnalytique } })
    for (const [id, codeAnalytique] of input.experimentations)
      await tx.experimentation.updateMany({ where: { id }, data: { codeAnalytique } })
    await tx.journal("operateur.codes", { objet: "operateur", avant: given(before), apres: given(await findCodes(tx)) })
    return ok(undefined)
  })

/** Those that are set, by name. */
const given = ({ general, piliers, experimentations }: Codes): Record<string, string> =>
  Object.fromEntries(
    [
      { key: "general", code: general },
      ...piliers,
      ...piliers.flatMap(({ services }) => services),
      ...experimentations,
    ].flatMap(({ key, code }) => (code === null ? [] : [[key, code]])),
  )
