import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { checkDay, fonctionOf } from "../rules.ts"
import type { ChangeMaireInput } from "../schema.ts"
import type { SuccessionRefusal } from "../types.ts"

type Changed = Promise<Result<{ mandat: string }, SuccessionRefusal>>

/**
 * Another mayor is elected: her mandate begins where the other's ends, whose delegations fall with it. What was signed
 * stays signed; what waits is hers to sign.
 */
export const changeMaire = (ctx: AgentContext, { commune, personne, le, fondement }: ChangeMaireInput): Changed =>
  write(ctx, "successions.record", async (tx) => {
    const dated = checkDay(le, today())
    if (!dated.ok) return dated
    const body = await tx.collectivite.findUnique({ where: { publicId: commune }, select: { id: true, type: true } })
    if (!body) return refuse("commune-inconnue")
    const { id: collectiviteId } = body
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`mandat:${collectiviteId}`}, 0))::text`
    const place = await tx.rattachement.findFirst({
      where: { collectiviteId, personneId: personne, OR: [{ jusqua: null }, { jusqua: { gt: toDatabase(le) } }] },
      select: { personne: { select: { nom: true } } },
    })
    if (!place) return refuse("personne-inconnue")
    const fonction = fonctionOf(body.type)
    const former = (await listMandats(tx, collectiviteId)).filter(
      (one) => one.genre === "mandat" && one.fonction === fonction && (one.jusqua === null || one.jusqua > le),
    )
    if (former.some(({ personneId }) => personneId === personne)) return refuse("maire-inchange")
    for (const { id, personneId } of former)
      await endOffice(tx, { collectiviteId, mandat: id, personneId, fonction, le })
    const { id } = await tx.mandat.create({
      data: {
        ...{ collectiviteId, personneId: personne, fonction, fondement, nom: place.personne.nom },
        depuis: toDatabase(le),
        enregistreParId: ctx.who.personneId,
      },
      select: { id: true },
    })
    await giveElu(tx, { collectiviteId, personneId: personne, fonction, le })
    await tx.dossierAdhesion.updateMany({
      where: { collectiviteId, etat: "en_preparation", representantId: { not: null } },
      data: { representantId: id, version: { increment: 1 } },
    })
    await tx.journal("collectivite.maire-change", {
      concerneId: collectiviteId,
      objet: `mandat/${id}`,
      avant: { maires: former.map(({ nom }) => nom) },
      apres: { maire: place.personne.nom, le, fondement },
    })
    return ok({ mandat: id })
  })

type Office = { collectiviteId: string; personneId: string; fonction: string; le: CalendarDate }

/** Her mandate, what she delegated, and the place that let her approve. */
async function endOffice(
  tx: WriteTx,
  { collectiviteId, mandat, personneId, fonction, le }: Office & { mandat: string },
): Promise<void> {
  await tx.$executeRaw`update mandat set jusqua = greatest(depuis, ${le}::date)
    where "collectiviteId" = ${collectiviteId}::uuid and id = ${mandat}::uuid`
  await tx.$executeRaw`update delegation set jusqua = greatest(depuis, ${le}::date)
    where "collectiviteId" = ${collectiviteId}::uuid and "mandatId" = ${mandat}::uuid and (jusqua is null or jusqua > ${le}::date)`
  await tx.$executeRaw`update rattachement set jusqua = greatest(depuis, ${le}::date)
    where "collectiviteId" = ${collectiviteId}::uuid and "personneId" = ${personneId}::uuid and role = 'elu' and fonction = ${fonction}
      and (jusqua is null or jusqua > ${le}::date)`
}

/** One place of élu at a time: another that she held there ends where this one begins. */
async function giveElu(tx: WriteTx, { collectiviteId, personneId, fonction, le }: Office): Promise<void> {
  await tx.$executeRaw`update rattachement set jusqua = greatest(depuis, ${le}::date)
    where "collectiviteId" = ${collectiviteId}::uuid and "personneId" = ${personneId}::uuid and role = 'elu'
      and (jusqua is null or jusqua > ${le}::date)`
  await tx.rattachement.create({
    data: { collectiviteId, personneId, role: "elu", fonction, origine: "election", depuis: toDatabase(le) },
  })
}
