import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"

export const listCampagnes = (tx: Tx) =>
  tx.$queryRaw<
    { id: string; nom: string; etat: "ouverte" | "close"; echeance: Date | null; communes: number; visitees: number }[]
  >`
    select b.id, b.nom, b.etat::text, b.echeance, count(c.*)::int as communes, count(c."visiteFaiteLe")::int as visitees
    from bal_campagne b left join bal_campagne_commune c on c."campagneId" = b.id
    group by b.id order by b.etat, b."creeLe" desc limit 200`

export type CampagneCommune = {
  concerneId: string
  nom: string
  publicId: string
  rang: number
  points: number
  indiceDepart: string | null
  indice: string | null
  bloquees: number | null
  visitePrevueLe: CalendarDate | null
  visiteFaiteLe: CalendarDate | null
  note: string | null
}

export async function findCampagne(tx: Tx, id: string) {
  const campagne = await tx.balCampagne.findUnique({ where: { id }, include: { guides: true } })
  if (!campagne) return null
  const rows = await tx.$queryRaw<
    (Omit<CampagneCommune, "visitePrevueLe" | "visiteFaiteLe"> & {
      visitePrevueLe: Date | null
      visiteFaiteLe: Date | null
    })[]
  >`
    select m."concerneId", c.nom, c."publicId", m.rang, m.points, m."indiceDepart"::text as "indiceDepart", v.indice::text as indice,
      v.bloquees, m."visitePrevueLe", m."visiteFaiteLe", m.note
    from bal_campagne_commune m join collectivite c on c.id = m."concerneId"
    left join bal_version v on v."collectiviteId" = c.id and v."communeId" = c.id and v.courante
    where m."campagneId" = ${id}::uuid order by m.rang`
  const day = (value: Date | null) => (value ? fromDatabase(value) : null)
  return {
    ...campagne,
    echeance: day(campagne.echeance),
    communes: rows.map(
      (row): CampagneCommune => ({
        ...row,
        visitePrevueLe: day(row.visitePrevueLe),
        visiteFaiteLe: day(row.visiteFaiteLe),
      }),
    ),
  }
}

/** Visits that are planned and not yet made, the next one first. */
export const listVisites = (tx: Tx) =>
  tx.$queryRaw<{ campagneId: string; campagne: string; nom: string; visitePrevueLe: Date }[]>`
    select b.id as "campagneId", b.nom as campagne, c.nom, m."visitePrevueLe"
    from bal_campagne_commune m join bal_campagne b on b.id = m."campagneId" join collectivite c on c.id = m."concerneId"
    where b.etat = 'ouverte' and m."visitePrevueLe" is not null and m."visiteFaiteLe" is null
    order by m."visitePrevueLe", c.nom limit 20`
