import { type AgentContext, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { endAllPrises } from "@/lib/prises-en-charge/commands/end-all.ts"
import { checkDay } from "../rules.ts"
import type { ChangeEpciInput } from "../schema.ts"
import type { SuccessionRefusal } from "../types.ts"

type Changed = Promise<Result<{ collectivite: string }, SuccessionRefusal>>

/** A commune joins another intercommunalité, or leaves without joining one: the register says it from its day. */
export const changeEpci = (ctx: AgentContext, { commune, epci, le, fondement }: ChangeEpciInput): Changed =>
  write(ctx, "successions.record", async (tx) => {
    const dated = checkDay(le, today())
    if (!dated.ok) return dated
    const body = await tx.collectivite.findUnique({ where: { publicId: commune } })
    if (!body) return refuse("commune-inconnue")
    if (body.type !== "commune") return refuse("pas-une-commune", { nom: body.nom })
    const joined = epci ? await tx.collectivite.findFirst({ where: { publicId: epci, type: "epci" } }) : null
    if (epci && !joined) return refuse("epci-inconnu")
    if ((joined?.id ?? null) === body.epciId) return refuse("epci-inchange", { nom: body.nom })
    const day = toDatabase(le)
    // One that came into force later already is the present: an older one would take its place.
    const known = await tx.appartenanceEpci.findFirst({
      where: { concerneId: body.id, OR: [{ depuis: day }, { depuis: { gt: day }, appliqueeLe: { not: null } }] },
      select: { id: true },
    })
    if (known) return refuse("appartenance-connue")
    const row = await tx.appartenanceEpci.create({
      data: {
        ...{ concerneId: body.id, epciId: joined?.id ?? null, epciNom: joined?.nom ?? null, fondement, depuis: day },
        creeParId: ctx.who.personneId,
      },
    })
    await tx.journal("collectivite.epci-change", {
      concerneId: body.id,
      objet: `collectivite/${commune}`,
      apres: { epci: joined?.nom ?? null, le, fondement },
    })
    if (le <= today()) await apply(tx, row)
    return ok({ collectivite: commune })
  })

type Row = { id: string; concerneId: string; epciId: string | null; depuis: Date; fondement: string }

/** What the one that it leaves paid for it ends that day: both are told. */
async function apply(tx: WriteTx, { id, concerneId, epciId, depuis, fondement }: Row): Promise<void> {
  const { epciId: left } = await tx.collectivite.findUniqueOrThrow({ where: { id: concerneId } })
  await tx.collectivite.update({ where: { id: concerneId }, data: { epciId } })
  const ending = { le: fromDatabase(depuis), motif: `Changement d’intercommunalité (${fondement})` }
  if (left) await endAllPrises(tx, { payeurId: left, beneficiaireId: concerneId }, ending)
  await tx.appartenanceEpci.update({ where: { id }, data: { appliqueeLe: new Date() } })
  await tx.journal("collectivite.epci-applique", { concerneId, avant: { epciId: left }, apres: { epciId } })
}

/** A change that was recorded before its day, on its day. */
export const applyNextAppartenance = (): Promise<Result<{ appartenance: string }, "rien">> => {
  const ctx = systeme("successions.epci", "operateur")
  return write(ctx, "successions.finish", async (tx) => {
    const [due] = await tx.$queryRaw<Row[]>`
      select id, "concerneId", "epciId", depuis, fondement from appartenance_epci
      where "appliqueeLe" is null and depuis <= (now() at time zone 'Europe/Paris')::date
      order by depuis, id limit 1 for update skip locked`
    if (!due) return refuse("rien")
    await apply(tx, due)
    return ok({ appartenance: due.id })
  })
}
