import type { Tx } from "@/lib/access/door.ts"
import { ok, refuse } from "@/lib/platform/result.ts"
import type { PlaceInput } from "../schema.ts"

/** A service brings its pillar, an action that of the budget; none of them is general costs. */
export async function findPlace(tx: Tx, { pilier, service, action }: PlaceInput) {
  const chosen = await findChosen(tx, pilier, service)
  if (!chosen.ok || action === null) return chosen.ok ? ok({ ...chosen.value, budgetId: null }) : chosen
  // Held until the end: the budget does not lose it meanwhile.
  await tx.$queryRaw`select 1 from budget where id = ${action}::uuid for key share`
  const budget = await tx.budget.findUnique({ where: { id: action }, select: { niveau: true, pilierNom: true } })
  const own = budget && (await tx.pilier.findFirst({ where: { nom: budget.pilierNom }, select: { id: true } }))
  if (!own || !ACTIONS.includes(budget.niveau)) return refuse("action-inconnue")
  const { serviceId, pilierId } = chosen.value
  if (pilierId !== null && pilierId !== own.id) return refuse("action-autre-pilier", { pilier: budget.pilierNom })
  return ok({ serviceId, pilierId: own.id, budgetId: action })
}

const ACTIONS = ["action", "sous_action"]

async function findChosen(tx: Tx, pilier: string | null, service: string | null) {
  if (service !== null) {
    const found = await tx.service.findUnique({ where: { slug: service }, select: { id: true, pilierId: true } })
    return found ? ok({ serviceId: found.id, pilierId: found.pilierId }) : refuse("service-inconnu")
  }
  if (pilier === null) return ok({ serviceId: null, pilierId: null })
  const found = await tx.pilier.findUnique({ where: { id: pilier }, select: { id: true } })
  return found ? ok({ serviceId: null, pilierId: found.id }) : refuse("pilier-inconnu")
}
