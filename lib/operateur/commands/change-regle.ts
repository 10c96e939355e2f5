import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { citeDeliberation } from "@/lib/deliberations/commands.ts"
import { fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { priceOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { bandesToStore, checkRegleStart } from "../rules.ts"
import type { RegleInput } from "../schema/regle.ts"
import type { OperateurRefusal } from "../types.ts"

/** A new rule ends the last one on the day it begins; campaigns keep the rule they froze. */
export const changeRegle = (ctx: AgentContext, input: RegleInput): Promise<Result<void, OperateurRefusal>> =>
  write(ctx, "operateur.settings", (tx) => startRegle(tx, input))

/** The same, inside the transaction of a vote that decides it. */
export async function startRegle(tx: WriteTx, input: RegleInput): Promise<Result<void, OperateurRefusal>> {
  await tx.$queryRaw`select 1 from operateur where id = 1 for update`
  const { type, depuis, mode, hypothese } = input
  const bornes =
    mode === "aucune" ? { minimum: null, maximum: null } : { minimum: input.minimum, maximum: input.maximum }
  const last = await tx.regleCotisation.findFirst({ where: { type }, orderBy: { depuis: "desc" } })
  const start = checkRegleStart(last && fromDatabase(last.depuis), depuis)
  if (!start.ok)
    return refuse("regle-anterieure", { depuis: formatDay(fromDatabase(last?.depuis ?? toDatabase(depuis))) })
  // A hypothesis is labelled as no decision: it needs no act.
  const cited = await citeDeliberation(tx, input.hypothese ? { ...input, exigee: false } : input)
  if (!cited.ok) return cited

  if (last && last.jusqua === null)
    await tx.regleCotisation.update({ where: { id: last.id }, data: { jusqua: toDatabase(depuis) } })
  const value = {
    taux: mode === "taux_population" ? input.taux : null,
    montant: mode === "forfait" ? priceOf(1, input.montant) : null,
    ...(mode === "bandes" ? { bandes: bandesToStore(input.bandes) } : {}),
    ...bornes,
  }
  await tx.regleCotisation.create({
    data: { type, mode, hypothese, ...cited.value, depuis: toDatabase(depuis), ...value },
  })
  await tx.journal("regle.changed", {
    objet: `regle/${type}`,
    ...(last
      ? { avant: { mode: last.mode, taux: last.taux?.toString() ?? null, montant: last.montant?.toString() ?? null } }
      : {}),
    apres: { mode, taux: value.taux, montant: value.montant?.toString() ?? null, depuis, ...cited.value },
  })
  return ok(undefined)
}
