import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { remindLate } from "@/lib/notifications/commands/remind.ts"
import { dueAt } from "@/lib/notifications/queries/due.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

const BATCH = 100

/**
 * Reminds an élu of posts that wait for her, and the operator of orders that the provider leaves without an answer, or has not done on
 * the day to follow up: once a week, three times. Nothing due is `refuse("rien")`.
 */
export const remindLateCommandes = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("postes.remind", "operateur"), "notifications.send", async (tx) => {
    let sent = 0
    for (const late of [...(await approvals(tx, now)), ...(await atProvider(tx, now))])
      if (await remindLate(tx, late, now)) sent += 1
    if (sent === 0) return refuse("rien")
    await tx.journal("postes.rappels", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

type Late = Avis & { depuis: Date }
type Row = {
  collectiviteId: string
  id: string
  publicId: string
  collectivite: string
  service: string
  souscriptionId: string
  depuis: Date
  postes: number
}

const columns = sql`k."collectiviteId", k.id, c."publicId", c.nom as collectivite, v.nom as service, k."souscriptionId"`
const tables = sql`commande k join souscription s on s."collectiviteId" = k."collectiviteId" and s.id = k."souscriptionId"
  join collectivite c on c.id = k."collectiviteId" join service v on v.id = s."serviceId"`

async function approvals(tx: WriteTx, now: Date): Promise<Late[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select ${columns}, k."demandeLe" as depuis,
      (select count(*)::int from poste p where p."collectiviteId" = k."collectiviteId" and p."commandeId" = k.id) as postes
    from ${tables} where k.etat = 'a_approuver'
      and ${dueAt(now, sql`k."demandeLe"`, { genre: "souscription-rappel", objet: sql`k.id`, of: sql`k` })}
    order by k."demandeLe" limit ${BATCH} for update of k skip locked`
  return rows.map(({ collectiviteId, id, publicId, collectivite, service, souscriptionId, depuis, postes }) => ({
    ...{ genre: "souscription-rappel", collectiviteId, objetId: id, destinataires: "elus", depuis },
    titre: "Ajout de postes : toujours à approuver",
    texte: `L'ajout de ${formatCount(postes, "poste")} à ${service} attend votre accord pour ${collectivite} depuis le ${formatDay(dayInParis(depuis))}.`,
    lien: `/c/${publicId}/souscriptions/${souscriptionId}/postes`,
  }))
}

type AtProvider = Row & { objetId: string; suiviLe: CalendarDate | null }

/** A day to follow up that is put off is another: it is reminded of anew. */
async function atProvider(tx: WriteTx, now: Date): Promise<Late[]> {
  const depuis = sql`coalesce(k."suiviLe"::timestamp at time zone 'Europe/Paris', k."transmiseLe")`
  const objet = sql`md5(k.id::text || coalesce(k."suiviLe"::text, ''))::uuid`
  const rows = await tx.$queryRaw<AtProvider[]>`
    select ${columns}, ${depuis} as depuis, ${objet} as "objetId", k."suiviLe"::text as "suiviLe", 0 as postes
    from ${tables} where k.etat in ('transmise', 'accusee') and s.etat in ('approuvee', 'en_service')
      and ${dueAt(now, depuis, { genre: "commande-retard", objet, of: sql`k` })}
    order by depuis limit ${BATCH} for update of k skip locked`
  return rows.map(({ collectiviteId, objetId, id, collectivite, service, depuis, suiviLe }) => ({
    ...{ genre: "commande-retard", collectiviteId, objetId, destinataires: "agents", depuis },
    titre: `${collectivite} : commande de ${service} en retard`,
    texte: suiviLe
      ? `Le point avec le prestataire était prévu le ${formatDay(suiviLe)}, et la commande n'est pas réalisée.`
      : `Le prestataire n'a pas répondu à la commande transmise le ${formatDay(dayInParis(depuis))}.`,
    lien: `/gestion/postes/commandes/${id}`,
  }))
}
