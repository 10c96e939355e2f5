import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { findMandat, type MandatFile } from "../queries/mandats.ts"
import type { AnswerMandat, PassMandat } from "../schema.ts"
import { MANDAT_LABELS, type MandatEtat, PASSAGE_TRANSITIONS, type PassageRefusal } from "../types.ts"

type Done = Promise<Result<void, PassageRefusal>>

/** The accounting software passed it: under which number, and when. Again, to set right a number that was mistyped. */
export const passMandat = (ctx: AgentContext, { mandat: id, numero, bordereau, le }: PassMandat): Done =>
  write(ctx, "echanges.manage", async (tx) => {
    const found = await take(tx, id, "passe", le)
    if (!found.ok) return found
    const mandat = found.value
    const other = await findSameNumber(tx, mandat, numero)
    if (other) return refuse("numero-pris", { numero, annee: String(mandat.exercice), reference: other })
    return append(tx, ctx, mandat, { etat: "passe", numero, bordereau, le, motif: null })
  })

/** What the comptable said of it. */
export const answerMandat = (ctx: AgentContext, { mandat: id, reponse, le, motif }: AnswerMandat): Done =>
  write(ctx, "echanges.manage", async (tx) => {
    const found = await take(tx, id, reponse, le)
    if (!found.ok) return found
    return append(tx, ctx, found.value, { etat: reponse, numero: null, bordereau: null, le, motif })
  })

type Step = Exclude<MandatEtat, "a_passer">

/** One writer at a time, by the lock that the trigger `passage` takes too: the second sees what the first wrote. */
async function take(
  tx: WriteTx,
  id: string,
  next: Step,
  le: CalendarDate,
): Promise<Result<MandatFile, PassageRefusal>> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`passage:${id}`}, 0))::text`
  const mandat = await findMandat(tx, id)
  if (!mandat) return refuse("mandat-inconnu")
  // Each state lists its own next ones only: any state is looked for among them.
  if (!(PASSAGE_TRANSITIONS[mandat.etat] as readonly MandatEtat[]).includes(next))
    return refuse("mandat-etat", { etat: MANDAT_LABELS[mandat.etat].word })
  if (le > today()) return refuse("jour-a-venir")
  if (le < mandat.dateEmission) return refuse("jour-trop-tot", { jour: formatDay(mandat.dateEmission) })
  return ok(mandat)
}

/** A number of the accounting software is one mandat's in a year and a budget; two people who type it at once wait for each other. */
async function findSameNumber(
  tx: WriteTx,
  { id, exercice, budget }: MandatFile,
  numero: string,
): Promise<string | null> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`passages:${exercice}/${budget}`}, 0))::text`
  const [other] = await tx.$queryRaw<{ reference: string }[]>`
    select t.exercice || '-' || t.serie || '-' || t.numero as reference
    from titre t join lateral (select x.numero from passage_mandat x
      where x."collectiviteId" = t."collectiviteId" and x."titreId" = t.id and x.etat = 'passe'
      order by x."creeLe" desc, x.id desc limit 1) p on true
    where t."surExerciceClos" and t.exercice = ${exercice}::int and t.budget = ${budget} and t.id <> ${id}::uuid
      and lower(p.numero) = lower(${numero}) limit 1`
  return other?.reference ?? null
}

type Facts = {
  etat: Step
  numero: string | null
  bordereau: string | null
  le: CalendarDate
  motif: string | null
}

async function append(
  tx: WriteTx,
  ctx: AgentContext,
  mandat: MandatFile,
  { etat, numero, bordereau, le, motif }: Facts,
): Done {
  const { collectiviteId, id } = mandat
  await tx.$executeRaw`
    insert into passage_mandat ("collectiviteId", "titreId", etat, numero, bordereau, le, motif, "personneId")
    values (${collectiviteId}::uuid, ${id}::uuid, ${etat}::passage_etat, ${numero}, ${bordereau}, ${le}::date, ${motif},
      ${ctx.who.personneId}::uuid)`
  await tx.journal(`passage.${etat}`, {
    concerneId: collectiviteId,
    objet: `titre/${id}`,
    avant: { etat: mandat.etat },
    apres: { reference: titreReference(mandat), etat, numero, bordereau, le, motif },
  })
  return ok(undefined)
}
