import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result } from "@/lib/platform/result.ts"
import { findEngagementRules } from "../queries/engagements.ts"
import type { EngagementsInput } from "../schema.ts"

/** Counts from now on: an act that was made keeps the rules that it bears. */
export const changeEngagements = (ctx: AgentContext, input: EngagementsInput): Promise<Result<void, never>> =>
  write(ctx, "operateur.settings", async (tx) => {
    await tx.$queryRaw`select 1 from operateur where id = 1 for update`
    const before = await findEngagementRules(tx)
    await tx.operateur.update({ where: { id: 1 }, data: { ...input, majLe: new Date() } })
    await tx.journal("operateur.engagements", {
      objet: "operateur",
      avant: readable(before),
      apres: readable(input),
    })
    return ok(undefined)
  })

const readable = ({ seuilApprobation, signatureExterne, ...rules }: EngagementsInput) => ({
  ...rules,
  seuilApprobation: seuilApprobation === null ? null : seuilApprobation.toString(),
  signatureExterne: [...signatureExterne],
})
