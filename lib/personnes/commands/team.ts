import type { z } from "zod"
import type { RattachementRole } from "@/generated/prisma/enums.ts"
import { type CollectiviteId, type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { changeRoleInput, removeInput } from "../schema.ts"
import type { TeamRefusal } from "../types.ts"
import { tellOfDeparture } from "./tell.ts"

type Held = { id: string; personneId: string; role: RattachementRole; fonction: string }

/** The end of the old role is the start of the new one: `jusqua` is the first day without. */
export const changeRole = (
  ctx: MembreContext,
  { rattachement, role }: z.output<typeof changeRoleInput>,
): Promise<Result<null, TeamRefusal>> =>
  write(ctx, "equipe.manage", async (tx) => {
    const { collectiviteId } = only(ctx)
    const team = await lockTeam(tx, collectiviteId)
    const held = team.find(({ id }) => id === rattachement)
    if (!held) return refuse("plus-dans-l-equipe")
    if (team.some((other) => other.personneId === held.personneId && other.role === role)) return refuse("deja-membre")
    const left = team.filter(({ id }) => id !== rattachement)
    if (role !== "administrateur" && !hasAdministrator(left) && hasAdministrator(team))
      return refuse("dernier-administrateur")
    await end(tx, collectiviteId, [held.id])
    const { personneId, fonction } = held
    const depuis = toDatabase(today())
    await tx.rattachement.create({ data: { collectiviteId, personneId, role, fonction, depuis, origine: "equipe" } })
    await tx.journal("rattachement.role_changed", {
      concerneId: collectiviteId,
      objet: `personne/${personneId}`,
      avant: { role: held.role },
      apres: { role },
    })
    return ok(null)
  })

/** Every role of the person here, at once: her open sessions read their rights from these rows at each request. */
export const removeColleague = (
  ctx: MembreContext,
  { rattachement }: z.output<typeof removeInput>,
): Promise<Result<null, TeamRefusal>> =>
  write(ctx, "equipe.manage", async (tx) => {
    const { collectiviteId } = only(ctx)
    const team = await lockTeam(tx, collectiviteId)
    const named = team.find(({ id }) => id === rattachement)
    if (!named) return refuse("plus-dans-l-equipe")
    const hers = team.filter(({ personneId }) => personneId === named.personneId)
    const left = team.filter(({ personneId }) => personneId !== named.personneId)
    if (hasAdministrator(hers) && !hasAdministrator(left)) return refuse("dernier-administrateur")
    await end(
      tx,
      collectiviteId,
      hers.map(({ id }) => id),
    )
    await tx.journal("rattachement.removed", {
      concerneId: collectiviteId,
      objet: `personne/${named.personneId}`,
      avant: { roles: hers.map(({ role }) => role) },
    })
    await tellOfDeparture(tx, ctx, named)
    return ok(null)
  })

/** Two administrators who remove each other at once: the second waits, and meets what the first left. */
const lockTeam = (tx: WriteTx, collectiviteId: CollectiviteId): Promise<Held[]> =>
  tx.$queryRaw<Held[]>`select id, "personneId", role, fonction from rattachement
    where "collectiviteId" = ${collectiviteId}::uuid and daterange(depuis, jusqua) @> ${today()}::date
    order by id for update`

const hasAdministrator = (team: readonly Held[]): boolean => team.some(({ role }) => role === "administrateur")

async function end(tx: WriteTx, collectiviteId: CollectiviteId, ids: readonly string[]): Promise<void> {
  await tx.rattachement.updateMany({
    where: { collectiviteId, id: { in: [...ids] } },
    data: { jusqua: toDatabase(today()) },
  })
}
