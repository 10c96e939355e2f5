import { createHash } from "node:crypto"
import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { startTarifIn } from "@/lib/catalogue/commands/start-tarif.ts"
import { citeDeliberation } from "@/lib/deliberations/commands.ts"
import { startRegle } from "@/lib/operateur/commands/change-regle.ts"
import { bandesToStore } from "@/lib/operateur/rules.ts"
import { calendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { decimal, priceOf, toEuros } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { computeEffets } from "../queries/effets.ts"
import { findSimulation, type SimulationFile } from "../queries/simulations.ts"
import { bilanOf, isPayeur, toFreeze } from "../rules/simulation.ts"
import type { SimulationInput } from "../schema/simulation.ts"
import { type CampagneRefusal, SIMULATION_LABELS, SIMULATION_TRANSITIONS, type SimulationEtat } from "../types.ts"

type Answer = Promise<Result<{ id: string }, CampagneRefusal>>
type Target = { simulation: string }

/** Tried on everybody, decided by nobody: nothing changes until it is voted. */
export const createSimulation = (ctx: AgentContext, input: SimulationInput): Answer =>
  write(ctx, "simulations.manage", async (tx) => {
    const operateur = await tx.operateur.findFirstOrThrow({
      select: { populationGenre: true, populationMillesime: true },
    })
    const what = await columnsOf(tx, input)
    if (!what) return refuse("simulation-service-inconnu")
    const { id } = await tx.simulationTarif.create({
      data: {
        libelle: input.libelle,
        exercice: input.exercice,
        populationGenre: operateur.populationGenre,
        millesime: operateur.populationMillesime,
        creeParId: ctx.who.personneId,
        ...what,
      },
      select: { id: true },
    })
    await tx.journal("simulation.created", {
      objet: `simulation/${id}`,
      apres: { libelle: input.libelle, objet: input.objet },
    })
    return keepCalcul(tx, ctx, id)
  })

/** Once more, on the members, prices and population of today: what was found before stays beside. */
export const computeSimulation = (ctx: AgentContext, input: Target): Answer =>
  write(ctx, "simulations.manage", async (tx) => {
    const locked = await lock(tx, input.simulation, "votee")
    return locked.ok ? keepCalcul(tx, ctx, input.simulation) : locked
  })

async function keepCalcul(tx: WriteTx, ctx: AgentContext, simulationId: string): Answer {
  const { populationGenre, populationMillesime: millesime } = await tx.operateur.findFirstOrThrow({
    select: { populationGenre: true, populationMillesime: true },
  })
  await tx.simulationTarif.update({ where: { id: simulationId }, data: { populationGenre, millesime } })
  const simulation = await findSimulation(tx, simulationId)
  if (!simulation) return refuse("simulation-inconnue")
  const { actuel, effets } = await computeEffets(tx, simulation)
  const frozen = effets.map(toFreeze)
  const { membres, avant, apres } = bilanOf(effets.filter(isPayeur))
  const last = await tx.simulationCalcul.aggregate({ where: { simulationId }, _max: { rang: true } })
  const rang = (last._max.rang ?? 0) + 1
  await tx.simulationCalcul.create({
    data: {
      ...{ simulationId, rang, populationGenre, millesime, actuel, effets: frozen, membres },
      ...{ montantAvant: avant, montantApres: apres, faitParId: ctx.who.personneId },
      empreinte: createHash("sha256").update(JSON.stringify(frozen)).digest("hex"),
    },
  })
  await tx.journal("simulation.computed", {
    objet: `simulation/${simulationId}`,
    apres: { rang, membres, avant: avant.toString(), apres: apres.toString() },
  })
  return ok({ id: simulationId })
}

async function columnsOf(tx: WriteTx, input: SimulationInput) {
  if (input.objet === "service") {
    // A vote continues the price of that day: its unit, its VAT.
    const depuis = { lte: toDatabase(calendarDate(`${input.exercice}-01-01`)) }
    const tarif = await tx.tarif.findFirst({
      where: { id: input.tarif, genre: "usage", depuis, service: { mode: "unitaire" } },
      select: { serviceId: true, unite: true },
    })
    return tarif && { ...tarif, prixUnitaire: input.prixUnitaire }
  }
  const { type, minimum, maximum, objet: mode } = input
  const value =
    input.objet === "taux_population"
      ? { taux: input.taux }
      : input.objet === "forfait"
        ? { montant: priceOf(1, input.montant) }
        : { bandes: bandesToStore(input.bandes) }
  return { type, mode, minimum, maximum, ...value }
}

/** The assembly voted it: the rule or the price begins with the exercice, and points to its délibération. */
export const voteSimulation = (ctx: AgentContext, input: Target & { calcul: string; deliberation: string }): Answer =>
  write(ctx, "simulations.manage", async (tx) => {
    const locked = await lock(tx, input.simulation, "votee")
    if (!locked.ok) return locked
    const calcul = await tx.simulationCalcul.findFirst({
      where: { id: input.calcul, simulationId: input.simulation },
      select: { id: true },
    })
    if (!calcul) return refuse("simulation-sans-calcul")
    const depuis = calendarDate(`${locked.value.exercice}-01-01`)
    const cited = await citeDeliberation(tx, { deliberation: input.deliberation, depuis, exigee: true })
    if (!cited.ok) return cited
    const applied = await apply(tx, locked.value, input.deliberation)
    if (!applied.ok) return refuse("simulation-anterieure", applied.details)
    return move(tx, ctx, input.simulation, "votee", { ...cited.value, calculId: calcul.id })
  })

export const dropSimulation = (ctx: AgentContext, input: Target & { motif: string }): Answer =>
  write(ctx, "simulations.manage", async (tx) => {
    const locked = await lock(tx, input.simulation, "ecartee")
    return locked.ok ? move(tx, ctx, input.simulation, "ecartee", { motif: input.motif }) : locked
  })

export const resumeSimulation = (ctx: AgentContext, input: Target): Answer =>
  write(ctx, "simulations.manage", async (tx) => {
    const locked = await lock(tx, input.simulation, "preparation")
    return locked.ok ? move(tx, ctx, input.simulation, "preparation", { motif: null }) : locked
  })

async function lock(tx: WriteTx, id: string, vers: SimulationEtat) {
  await tx.$queryRaw`select 1 from simulation_tarif where id = ${id}::uuid for update`
  const simulation = await findSimulation(tx, id)
  if (!simulation) return refuse("simulation-inconnue")
  const allowed: readonly SimulationEtat[] = SIMULATION_TRANSITIONS[simulation.etat]
  return allowed.includes(vers)
    ? ok(simulation)
    : refuse("simulation-decidee", { etat: SIMULATION_LABELS[simulation.etat].word })
}

async function move(
  tx: WriteTx,
  ctx: AgentContext,
  id: string,
  etat: SimulationEtat,
  data: Record<string, string | null>,
): Answer {
  await tx.simulationTarif.update({
    where: { id },
    data: { ...data, etat, decideParId: ctx.who.personneId, decideLe: new Date() },
  })
  await tx.journal(`simulation.${etat}`, { objet: `simulation/${id}`, apres: data })
  return ok({ id })
}

async function apply(tx: WriteTx, { exercice, objet }: SimulationFile, deliberation: string): Promise<Result<unknown>> {
  const depuis = calendarDate(`${exercice}-01-01`)
  if ("regle" in objet) {
    const { regle, type } = objet
    const bornes = { minimum: regle.minimum ?? null, maximum: regle.maximum ?? null }
    const head = { type, depuis, hypothese: false, deliberation, ...bornes }
    if (regle.mode === "forfait") return startRegle(tx, { ...head, mode: "forfait", montant: toEuros(regle.montant) })
    return startRegle(
      tx,
      regle.mode === "bandes"
        ? { ...head, ...regle, ...bornes, bandes: [...regle.bandes] }
        : { ...head, ...regle, ...bornes },
    )
  }
  const last = await tx.tarif.findFirstOrThrow({
    where: { serviceId: objet.serviceId, unite: objet.unite, genre: "usage", depuis: { lte: toDatabase(depuis) } },
    orderBy: { depuis: "desc" },
  })
  return startTarifIn(tx, {
    ...{ service: objet.slug, depuis, genre: "usage" as const, deliberation, note: last.note },
    ...{ prixUnitaire: objet.prixUnitaire, unite: last.unite, periodicite: last.periodicite },
    // One price was tried for all: bands end with it, the rest goes on.
    ...{ assiette: last.assiette, bandes: null, minimum: last.minimum, maximum: last.maximum },
    ...{ categorieTva: last.categorieTva, tauxTva: decimal(last.tauxTva.toString()) },
  })
}
