import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import type { Mandat, Signataire } from "../types.ts"

const ORDER = [{ depuis: "desc" }, { id: "desc" }] as const
const SELECT = {
  id: true,
  personneId: true,
  nom: true,
  fonction: true,
  depuis: true,
  jusqua: true,
  fondement: true,
} as const

/** All that were ever recorded, mandates first: what an old signature rests on stays readable. */
export async function listMandats(tx: Tx, collectiviteId: string): Promise<Mandat[]> {
  const where = { collectiviteId }
  const mandats = await tx.mandat.findMany({ where, select: SELECT, orderBy: [...ORDER] })
  const delegations = await tx.delegation.findMany({
    where,
    select: { ...SELECT, mandatId: true, objets: true },
    orderBy: [...ORDER],
  })
  return [
    ...mandats.map((row): Mandat => ({ ...dated(row), genre: "mandat", deleguantId: null, objets: [] })),
    ...delegations.map(
      ({ mandatId, ...row }): Mandat => ({ ...dated(row), genre: "delegation", deleguantId: mandatId }),
    ),
  ]
}

const dated = <T extends { depuis: Date; jusqua: Date | null }>(row: T) => ({
  ...row,
  depuis: fromDatabase(row.depuis),
  jusqua: row.jusqua && fromDatabase(row.jusqua),
})

/** The operator's signatory in this person, that day. */
export const findSignataire = (tx: Tx, personneId: string, day: CalendarDate): Promise<Signataire | null> => {
  const date = toDatabase(day)
  return tx.signataireOperateur.findFirst({
    where: { personneId, depuis: { lte: date }, OR: [{ jusqua: null }, { jusqua: { gt: date } }] },
    select: { id: true, personneId: true, fonction: true, fondement: true },
  })
}

export type Attached = { id: string; nom: string; fonction: string }

/** People attached to this collectivité today: a mandate or a delegation is one of theirs. */
export const listAttached = (tx: Tx, collectiviteId: string): Promise<Attached[]> =>
  tx.$queryRaw<Attached[]>`
    select distinct on (p.id) p.id, p.nom, r.fonction from rattachement r join personne p on p.id = r."personneId"
    where r."collectiviteId" = ${collectiviteId}::uuid and p.genre = 'personne'
      and daterange(r.depuis, r.jusqua) @> (now() at time zone 'Europe/Paris')::date
    order by p.id, r.role`
