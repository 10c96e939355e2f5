import type { Tx } from "@/lib/access/door.ts"
import type { Choix } from "../types.ts"

export const NOTIFICATIONS_PAGE = 30
const COUNT_BOUND = 1001

export type MyNotification = {
  id: string
  genre: string
  titre: string
  texte: string
  creeLe: Date
  lueLe: Date | null
  legale: boolean
  collectivite: string
}

/** Newest first, under the operator's name where it is about no collectivité. The door shows what her collectivités of today hold; her own rows among them. */
export const listMyNotifications = (tx: Tx, personneId: string, page: number): Promise<MyNotification[]> =>
  tx.$queryRaw<MyNotification[]>`
    select n.id, n.genre, n.titre, n.texte, n."creeLe", n."lueLe", n.legale, c.nom as collectivite
    from notification n join collectivite c on c.id = n."collectiviteId"
    where n."personneId" = ${personneId}::uuid
    union all
    select n.id, n.genre, n.titre, n.texte, n."creeLe", n."lueLe", false, o.marque
    from notification_bureau n, operateur o where n."personneId" = ${personneId}::uuid
    order by "creeLe" desc, id desc limit ${NOTIFICATIONS_PAGE} offset ${(page - 1) * NOTIFICATIONS_PAGE}`

export async function countMyNotifications(tx: Tx, personneId: string): Promise<{ toutes: number; nonLues: number }> {
  const [row] = await tx.$queryRaw<[{ toutes: number; nonLues: number }]>`
    select count(*)::int as toutes, (count(*) filter (where "lueLe" is null))::int as "nonLues"
    from (select "lueLe" from notification where "personneId" = ${personneId}::uuid
      union all select "lueLe" from notification_bureau where "personneId" = ${personneId}::uuid limit ${COUNT_BOUND}) n`
  return row
}

export async function findMyChoices(tx: Tx, personneId: string): Promise<ReadonlyMap<string, Choix>> {
  const rows = await tx.preferenceNotification.findMany({ where: { personneId }, select: { genre: true, choix: true } })
  return new Map(rows.map(({ genre, choix }) => [genre, choix]))
}
