import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { findCollectivitePublique } from "@/lib/collectivites/queries/public-register.ts"
import { latest, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listMandats } from "../queries/mandats.ts"
import { checkDelegation, mandatFor } from "../rules.ts"
import type { DelegationInput, EndMandatInput, MandatInput } from "../schema.ts"
import type { SignatureRefusal } from "../types.ts"

type Recorded = Promise<Result<{ mandat: string }, SignatureRefusal>>

/** Staff record an election by its délibération; the person is of the collectivité's team. */
export const recordMandat = (ctx: AgentContext, { collectivite, ...input }: MandatInput): Recorded =>
  write(ctx, "mandats.record", async (tx) => {
    const body = await findCollectivitePublique(tx, collectivite)
    if (!body) return refuse("personne-inconnue")
    const collectiviteId = body.id
    const ready = await checkOffice(tx, collectiviteId, input)
    if (!ready.ok) return ready
    const { id } = await tx.mandat.create({
      data: { ...rowOf(collectiviteId, input, ready.value.nom), enregistreParId: ctx.who.personneId },
      select: { id: true },
    })
    await trace(tx, "mandat.enregistre", collectiviteId, id, input)
    return ok({ mandat: id })
  })

/** The mandate is over: a new mayor, a resignation. What was signed before stays signed. */
export const endMandat = (ctx: AgentContext, { collectivite, mandat: id, jusqua }: EndMandatInput): Recorded =>
  write(ctx, "mandats.record", async (tx) => {
    const body = await findCollectivitePublique(tx, collectivite)
    const mandat = body && (await listMandats(tx, body.id)).find((one) => one.id === id && one.genre === "mandat")
    if (!body || !mandat) return refuse("mandat-inconnu")
    if (jusqua < mandat.depuis) return refuse("date-avant", { debut: formatDay(mandat.depuis) })
    await tx.mandat.update({
      where: { collectiviteId_id: { collectiviteId: body.id, id } },
      data: { jusqua: toDatabase(jusqua) },
    })
    await trace(tx, "mandat.termine", body.id, id, { jusqua })
    return ok({ mandat: id })
  })

/** Who holds a mandate lets another of the team sign in her name, for what she says and as long as she says. */
export const delegate = (ctx: MembreContext, input: DelegationInput): Recorded => {
  const { collectiviteId } = only(ctx)
  return write(ctx, "mandats.delegate", async (tx) => {
    const mandats = await listMandats(tx, collectiviteId)
    const own = mandatFor(mandats, { personneId: ctx.who.personneId, genre: "charte", day: today() })
    if (!own.ok) return own
    const allowed = checkDelegation(own.value, input, today())
    if (!allowed.ok) return allowed
    const ready = await checkOffice(tx, collectiviteId, input)
    if (!ready.ok) return ready
    const { id } = await tx.delegation.create({
      data: {
        ...rowOf(collectiviteId, input, ready.value.nom),
        mandatId: own.value.id,
        objets: input.objets,
        enregistreParId: ctx.who.personneId,
      },
      select: { id: true },
    })
    await trace(tx, "delegation.donnee", collectiviteId, id, input)
    return ok({ mandat: id })
  })
}

/** She takes it back: from today, it no longer holds. */
export const revokeDelegation = (ctx: MembreContext, { mandat: id }: { mandat: string }): Recorded => {
  const { collectiviteId } = only(ctx)
  return write(ctx, "mandats.delegate", async (tx) => {
    const delegation = (await listMandats(tx, collectiviteId)).find(
      (one) => one.id === id && one.genre === "delegation",
    )
    if (!delegation) return refuse("mandat-inconnu")
    // Taken back before it began, it never held.
    const day = today()
    const jusqua = latest(delegation.depuis, day)
    await tx.delegation.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { jusqua: toDatabase(jusqua) },
    })
    await trace(tx, "delegation.retiree", collectiviteId, id, { jusqua })
    return ok({ mandat: id })
  })
}

type Office = Omit<MandatInput, "collectivite">

/** The person is attached today; the same office is held once at a time (the database holds it too). */
async function checkOffice(
  tx: Tx,
  collectiviteId: string,
  { personne, fonction, depuis, jusqua }: Office,
): Promise<Result<{ nom: string }, "personne-inconnue" | "mandat-double" | "date-avant">> {
  if (jusqua !== null && jusqua < depuis) return refuse("date-avant", { debut: formatDay(depuis) })
  // One writer at a time for one body: the second sees the first's record.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`mandat:${collectiviteId}`}, 0))::text`
  const lien = await tx.rattachement.findFirst({
    where: { collectiviteId, personneId: personne },
    select: { personne: { select: { nom: true } } },
  })
  if (!lien) return refuse("personne-inconnue")
  const same = (await listMandats(tx, collectiviteId)).some(
    (one) =>
      one.personneId === personne &&
      one.fonction === fonction &&
      (one.jusqua === null || one.jusqua > depuis) &&
      (jusqua === null || one.depuis < jusqua),
  )
  return same ? refuse("mandat-double") : ok({ nom: lien.personne.nom })
}

const rowOf = (collectiviteId: string, { personne, fonction, depuis, jusqua, fondement }: Office, nom: string) => ({
  ...{ collectiviteId, nom, fonction, fondement },
  personneId: personne,
  depuis: toDatabase(depuis),
  jusqua: jusqua && toDatabase(jusqua),
})

const trace = (tx: WriteTx, evenement: string, collectiviteId: string, id: string, apres: object) =>
  tx.journal(evenement, { concerneId: collectiviteId, objet: `mandat/${id}`, apres: { ...apres } })
