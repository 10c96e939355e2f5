import type { WriteTx } from "@/lib/access/door.ts"
import { type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import type { Situation } from "../types.ts"

/**
 * Places and mandates end on the day. Where fees are claimed, the secrétariat keeps its place in the old file, to follow
 * them to their end; elsewhere its past is read from the successor's.
 */
export async function closePlaces(
  tx: WriteTx,
  { id, redevances }: Situation,
  { le, motif }: { le: CalendarDate; motif: string },
): Promise<void> {
  await tx.$executeRaw`update rattachement set jusqua = greatest(depuis, ${le}::date)
    where "collectiviteId" = ${id}::uuid and (jusqua is null or jusqua > ${le}::date)
      and (role = 'elu' or not ${redevances.nombre > 0}::boolean)`
  await tx.$executeRaw`update mandat set jusqua = greatest(depuis, ${le}::date)
    where "collectiviteId" = ${id}::uuid and (jusqua is null or jusqua > ${le}::date)`
  await tx.$executeRaw`update delegation set jusqua = greatest(depuis, ${le}::date)
    where "collectiviteId" = ${id}::uuid and (jusqua is null or jusqua > ${le}::date)`
  await tx.invitation.updateMany({
    where: { collectiviteId: id, accepteeLe: null, retireeLe: null },
    data: { retireeLe: new Date() },
  })
  await tx.demandeRattachement.updateMany({
    where: { collectiviteId: id, etat: { in: ["code_envoye", "a_verifier"] } },
    data: { etat: "refusee", motif, decideLe: new Date() },
  })
}

/** The secrétariat follows; a mayor is elected anew, and recorded by staff. */
export async function carrySecretariat(
  tx: WriteTx,
  before: readonly Situation[],
  collectiviteId: string,
  { le, origine }: { le: CalendarDate; origine: "fusion" | "scission" },
): Promise<void> {
  const places = new Map(
    before.flatMap(({ secretariat }) => secretariat.map((one) => [`${one.personneId}:${one.role}`, one])),
  )
  for (const { personneId, role, fonction } of places.values()) {
    await tx.rattachement.create({
      data: { collectiviteId, personneId, role, fonction, origine, depuis: toDatabase(le) },
    })
  }
}

/** Who joined the secrétariat after the recording follows as the others did. */
export async function carryLateSecretariat(tx: WriteTx, { id, secretariat }: Situation): Promise<void> {
  const successions = await tx.succession.findMany({ where: { predecesseurId: id, acheveeLe: null } })
  for (const { successeurId: collectiviteId, genre: origine, le: depuis } of successions)
    for (const { personneId, role, fonction } of secretariat) {
      const place = { collectiviteId, personneId, role }
      const followed = await tx.rattachement.findFirst({
        where: { ...place, OR: [{ jusqua: null }, { jusqua: { gt: depuis } }] },
      })
      if (!followed) await tx.rattachement.create({ data: { ...place, fonction, origine, depuis } })
    }
}
