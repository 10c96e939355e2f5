import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import type { Montee, MonteeEtat } from "../types.ts"

/** New versions that wait for one collectivité, by tool; what is done is no longer news. */
export async function listMesMontees(tx: Tx, collectiviteId: string): Promise<Map<string, Montee[]>> {
  const rows = await tx.monteeMembre.findMany({
    where: { collectiviteId, etat: { not: "faite" } },
    include: { montee: true, vague: { select: { prevueLe: true } } },
    orderBy: { vague: { prevueLe: "asc" } },
  })
  const found = rows.map(({ etat, vague, montee: { id, titre, apporte, guide, serviceId } }) => ({
    serviceId,
    montee: { id, titre, apporte, guide, etat, prevueLe: fromDatabase(vague.prevueLe) },
  }))
  const byService = Map.groupBy(found, ({ serviceId }) => serviceId)
  return new Map([...byService].map(([serviceId, list]) => [serviceId, list.map(({ montee }) => montee)]))
}

export type MonteeRow = { id: string; titre: string; vagues: number; collectivites: number; faites: number }

/** Of one tool, newest first, with how far each has come. */
export const listMontees = (tx: Tx, serviceId: string): Promise<MonteeRow[]> =>
  tx.$queryRaw<MonteeRow[]>`
    select m.id, m.titre, (select count(*)::int from montee_vague v where v."monteeId" = m.id) as vagues,
      count(x.id)::int as collectivites, count(x.id) filter (where x.etat = 'faite')::int as faites
    from montee m left join montee_membre x on x."monteeId" = m.id
    where m."serviceId" = ${serviceId}::uuid group by m.id order by m."creeLe" desc`

export type VagueRow = { id: string; nom: string; prevueLe: CalendarDate } & Record<MonteeEtat, number>
export type MonteeMembreRow = {
  publicId: string
  nom: string
  vague: string
  etat: MonteeEtat
  note: string | null
  majLe: Date
}

/** One new version: its waves, who is in each and how it goes, those in trouble first; who is in none yet. */
export async function findMontee(tx: Tx, id: string) {
  const montee = await tx.montee.findUnique({
    where: { id },
    include: { service: { select: { id: true, slug: true, nom: true } } },
  })
  if (!montee) return null
  const vagues = await tx.$queryRaw<(Omit<VagueRow, "prevueLe"> & { prevueLe: Date })[]>`
    select v.id, v.nom, v."prevueLe", count(*) filter (where m.etat = 'a_faire')::int as a_faire,
      count(*) filter (where m.etat = 'faite')::int as faite, count(*) filter (where m.etat = 'reportee')::int as reportee,
      count(*) filter (where m.etat = 'en_difficulte')::int as en_difficulte
    from montee_vague v left join montee_membre m on m."vagueId" = v.id
    where v."monteeId" = ${id}::uuid group by v.id order by v."prevueLe", v.id`
  const membres = await tx.$queryRaw<MonteeMembreRow[]>`
    select c."publicId", c.nom, v.nom as vague, m.etat::text, m.note, m."majLe"
    from montee_membre m join montee_vague v on v.id = m."vagueId" join collectivite c on c.id = m."collectiviteId"
    where m."monteeId" = ${id}::uuid
    order by array_position(array['en_difficulte','reportee','a_faire','faite'], m.etat::text), v."prevueLe", c.nom limit 1000`
  const [left] = await tx.$queryRaw<{ n: number }[]>`
    select count(distinct s."collectiviteId")::int as n from souscription s
    where s."serviceId" = ${montee.service.id}::uuid and s.etat = 'en_service'
      and not exists (select from montee_membre m where m."collectiviteId" = s."collectiviteId" and m."monteeId" = ${id}::uuid)`
  return {
    ...montee,
    vagues: vagues.map(({ prevueLe, ...vague }) => ({ ...vague, prevueLe: fromDatabase(prevueLe) })),
    membres,
    sansVague: left?.n ?? 0,
  }
}

/** Intercommunalités that a wave may be made of. */
export const listEpci = (tx: Tx): Promise<{ publicId: string; nom: string }[]> =>
  tx.collectivite.findMany({
    where: { type: "epci" },
    select: { publicId: true, nom: true },
    orderBy: { nom: "asc" },
  })
