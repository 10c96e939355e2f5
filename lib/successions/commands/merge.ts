import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatList } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findSuccesseurOf, listSituations } from "../queries/situation.ts"
import { checkDay, checkEndable, populationCode, statutAfter, suitesOf } from "../rules.ts"
import type { MergeInput } from "../schema.ts"
import type { Situation, SuccessionRefusal } from "../types.ts"
import { finishSuccession } from "./finish.ts"
import { cancelWaiting, closeMembership, openMembership } from "./membership.ts"
import { carrySecretariat, closePlaces } from "./people.ts"
import { checkCodes, closeNames, createBody, sumPopulations } from "./register.ts"
import { carryServices, stopServices } from "./services.ts"

/** `id` is the tenant, `collectivite` its address. */
export type Succeeded = Promise<Result<{ id: string; collectivite: string }, SuccessionRefusal>>

/** Communes become one (CGCT L.2113-2): a new body takes over, from its day; what each left stays under its name. */
export const mergeCommunes = (ctx: AgentContext, input: MergeInput): Succeeded =>
  write(
    ctx,
    "successions.record",
    async (tx) => {
      const { nom, codeInsee, siren, le, fondement } = input
      const before = await lockCommunes(tx, [...new Set(input.predecesseurs)], le)
      if (!before.ok) return before
      const communes = before.value
      const [siege] = communes
      if (!siege || communes.length < 2) return refuse("deux-communes")
      const free = await checkCodes(tx, communes, [{ nom, codeInsee, siren }])
      if (!free.ok) return free
      const motif = `Fusion de ${formatList(communes.map((commune) => commune.nom))} en ${nom} (${fondement})`
      await closeNames(tx, communes, le)
      const made = await createBody(
        tx,
        { nom, codeInsee, siren },
        { siege, le, codesPostaux: communes.flatMap(({ codesPostaux }) => codesPostaux) },
      )
      await sumPopulations(tx, communes.map(populationCode), made.publicId, `Somme : ${motif}`)
      const statut = statutAfter(communes)
      await openMembership(tx, ctx, { collectiviteId: made.id, statut }, { le, motif })
      await carrySecretariat(tx, communes, made.id, { le, origine: "fusion" })
      const leaving = { successeurs: [made.id], genre: "fusion", le, motif, fondement } as const
      await leave(tx, ctx, communes, leaving)
      const suites = suitesOf(communes, statut)
      await carryServices(tx, ctx, { collectiviteId: made.id, suites, numeros: { next: 1 } }, { le, motif })
      await finishAtOnce(tx, ctx, communes, leaving)
      await tx.journal("succession.fusion", {
        concerneId: made.id,
        objet: `collectivite/${made.publicId}`,
        apres: { nom, codeInsee, siren, le, fondement, predecesseurs: communes.map((commune) => commune.nom) },
      })
      return ok({ id: made.id, collectivite: made.publicId })
    },
    { timeoutMs: 60_000 },
  )

/** Locked in one order, so that two acts over the same communes queue; each must be able to end. */
export async function lockCommunes(
  tx: WriteTx,
  publicIds: readonly string[],
  le: CalendarDate,
): Promise<Result<Situation[], SuccessionRefusal>> {
  const dated = checkDay(le, today())
  if (!dated.ok) return dated
  const locked = await tx.$queryRaw<{ id: string; nom: string; type: string }[]>`
    select id, nom, type::text from collectivite where "publicId" = any (${[...publicIds]}::text[]) order by id for update`
  if (locked.length !== publicIds.length) return refuse("commune-inconnue")
  for (const { id, nom, type } of locked) {
    if (type !== "commune") return refuse("pas-une-commune", { nom })
    if (await findSuccesseurOf(tx, id)) return refuse("deja-fusionnee", { nom })
  }
  const situations = await listSituations(tx, publicIds)
  for (const situation of situations) {
    const endable = checkEndable(situation, le)
    if (!endable.ok) return endable
  }
  return ok(situations)
}

type Leaving = {
  successeurs: readonly string[]
  genre: "fusion" | "scission"
  le: CalendarDate
  motif: string
  fondement: string
}

/** What ends for each of those that disappear, and who takes over. */
export async function leave(
  tx: WriteTx,
  ctx: AgentContext,
  communes: readonly Situation[],
  { successeurs, genre, le, motif, fondement }: Leaving,
): Promise<void> {
  for (const commune of communes) {
    await tx.succession.createMany({
      data: successeurs.map((successeurId) => ({
        ...{ predecesseurId: commune.id, successeurId, genre, le: toDatabase(le) },
        ...{ source: fondement, creeParId: ctx.who.personneId },
      })),
    })
    await cancelWaiting(tx, commune, { le, motif })
    await stopServices(tx, { by: ctx, personneId: ctx.who.personneId }, commune, { le, motif })
    await closeMembership(tx, ctx, commune, { le, motif })
    await closePlaces(tx, commune, { le, motif })
    await tx.journal(`succession.${genre}`, {
      concerneId: commune.id,
      objet: `collectivite/${commune.publicId}`,
      avant: { nom: commune.nom, codeInsee: commune.codeInsee, siren: commune.siren },
      apres: { le, motif },
    })
  }
}

/** Recorded on its day or after: what waits for the day needs not wait. */
export async function finishAtOnce(
  tx: WriteTx,
  ctx: AgentContext,
  communes: readonly Situation[],
  { le, motif }: Pick<Leaving, "le" | "motif">,
): Promise<void> {
  if (le > today()) return
  for (const { id } of communes) await finishSuccession(tx, ctx, { predecesseurId: id, le, motif })
}
