import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { remindLate } from "@/lib/notifications/commands/remind.ts"
import { dueAt } from "@/lib/notifications/queries/due.ts"
import type { Genre } from "@/lib/notifications/types/genres.ts"
import type { Destinataires } from "@/lib/notifications/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listAvancements } from "../queries/avancements.ts"
import { etapesOf } from "../rules/etapes.ts"

const BATCH = 100

type Awaited = {
  collectiviteId: string
  id: string
  depuis: Date
  genre: Genre
  destinataires: Destinataires
  titre: string
  texte: string
  lien: string
}

/**
 * Reminds of what waits: an élu of an approval, a change or a quote, after a week; the operator of its own steps, once late. Then once a
 * week, three times. Nothing due is `refuse("rien")`.
 */
export const remindLateSouscriptions = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("souscriptions.remind", "operateur"), "notifications.send", async (tx) => {
    let sent = 0
    const waiting: Awaited[] = []
    for (const list of [approvals, changes, quotes, ours]) waiting.push(...(await list(tx, now)))
    for (const awaited of waiting) {
      const { id: objetId, ...avis } = awaited
      if (await remindLate(tx, { ...avis, objetId }, now)) sent += 1
      if (sent === BATCH) break
    }
    if (sent === 0) return refuse("rien")
    await tx.journal("souscription.rappels", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

type Row = { collectiviteId: string; id: string; publicId: string; collectivite: string; service: string; depuis: Date }

/** What has a price and waits for an élu. */
async function approvals(tx: WriteTx, now: Date): Promise<Awaited[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select s."collectiviteId", s.id, c."publicId", c.nom as collectivite, v.nom as service, s."demandeLe" as depuis
    from souscription s join collectivite c on c.id = s."collectiviteId" join service v on v.id = s."serviceId"
    where s.etat = 'a_approuver' and (s."prixUnitaire" is not null or v.mode not in ('unitaire', 'non_precise'))
      and ${dueAt(now, sql`s."demandeLe"`, { genre: "souscription-rappel", objet: sql`s.id`, of: sql`s` })}
    order by s."demandeLe" limit ${BATCH} for update of s skip locked`
  return rows.map(({ publicId, collectivite, service, ...row }) => ({
    ...row,
    genre: "souscription-rappel",
    destinataires: "elus",
    titre: `${service} : toujours à approuver`,
    texte: `Une souscription à ${service} attend votre accord pour ${collectivite} depuis le ${formatDay(dayInParis(row.depuis))}.`,
    lien: `/c/${publicId}/souscriptions/${row.id}`,
  }))
}

/** What was asked to change and waits for an élu. */
async function changes(tx: WriteTx, now: Date): Promise<Awaited[]> {
  const rows = await tx.$queryRaw<(Row & { souscriptionId: string })[]>`
    select d."collectiviteId", d.id, c."publicId", c.nom as collectivite, v.nom as service, d."demandeLe" as depuis, d."souscriptionId"
    from avenant_demande d join souscription s on s."collectiviteId" = d."collectiviteId" and s.id = d."souscriptionId"
    join collectivite c on c.id = d."collectiviteId" join service v on v.id = s."serviceId"
    where d.etat = 'a_approuver' and ${dueAt(now, sql`d."demandeLe"`, { genre: "avenant-rappel", objet: sql`d.id`, of: sql`d` })}
    order by d."demandeLe" limit ${BATCH} for update of d skip locked`
  return rows.map(({ publicId, collectivite, service, souscriptionId, ...row }) => ({
    ...row,
    genre: "avenant-rappel",
    destinataires: "elus",
    titre: `${service} : changement toujours à approuver`,
    texte: `Un changement de ${service} attend votre accord pour ${collectivite} depuis le ${formatDay(dayInParis(row.depuis))}.`,
    lien: `/c/${publicId}/souscriptions/${souscriptionId}`,
  }))
}

/** What was offered and waits for an answer. */
async function quotes(tx: WriteTx, now: Date): Promise<Awaited[]> {
  const rows = await tx.$queryRaw<(Row & { souscriptionId: string; jusqua: Date })[]>`
    select d."collectiviteId", d.id, c."publicId", c.nom as collectivite, v.nom as service, d."creeLe" as depuis, d."souscriptionId",
      d."valableJusquau" as jusqua
    from devis d join souscription s on s."collectiviteId" = d."collectiviteId" and s.id = d."souscriptionId"
    join collectivite c on c.id = s."collectiviteId" join service v on v.id = s."serviceId"
    where d.etat = 'propose' and ${dueAt(now, sql`d."creeLe"`, { genre: "devis-rappel", objet: sql`d.id`, of: sql`d` })}
    order by d."creeLe" limit ${BATCH} for update of d skip locked`
  return rows.map(({ publicId, collectivite, service, souscriptionId, jusqua, ...row }) => ({
    ...row,
    genre: "devis-rappel",
    destinataires: "elus",
    titre: `${service} : un devis attend votre réponse`,
    texte: `Le devis pour ${service} attend votre réponse pour ${collectivite} : il est valable jusqu'au ${formatDay(dayInParis(jusqua))}.`,
    lien: `/c/${publicId}/souscriptions/${souscriptionId}`,
  }))
}

/** Steps of the operator whose day is past: the same rule as the pages show. A change is reminded of by itself. */
async function ours(tx: WriteTx, now: Date): Promise<Awaited[]> {
  const rows = await listAvancements(tx)
  return rows.flatMap(({ collectiviteId, id, collectivite, service, ...avancement }) => {
    const late = etapesOf(avancement, dayInParis(now)).filter(
      ({ acteur, enRetard }) => acteur === "operateur" && enRetard,
    )
    const about = Object.entries(Object.groupBy(late, ({ changement }) => changement ?? id))
    return about.flatMap(([objet, etapes = []]) => {
      const avant = etapes[0]?.avant
      if (!avant) return []
      return [
        {
          ...{ collectiviteId, id: objet, depuis: new Date(`${avant}T00:00:00Z`) },
          genre: "souscription-retard" as const,
          destinataires: "agents" as const,
          titre: `${collectivite} : ${service} en retard`,
          texte: `${etapes.map(({ quoi }) => quoi).join(", ")} : ${collectivite} l'attendait avant le ${formatDay(avant)}.`,
          lien: `/gestion/souscriptions/${id}`,
        },
      ]
    })
  })
}
