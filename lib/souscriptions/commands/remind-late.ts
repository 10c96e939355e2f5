import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { remind } from "@/lib/notifications/commands/remind.ts"
import { RAPPEL_HEBDOMADAIRE, rappelDue } from "@/lib/notifications/rules.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"

const GENRE = "souscription-rappel"
const BATCH = 100

/** Reminds the élus of what waits for them: after a week, then once a week, three times. Nothing due is `refuse("rien")`. */
export const remindLateSouscriptions = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("souscriptions.remind", "operateur"), "notifications.send", async (tx) => {
    let sent = 0
    for (const late of await listLate(tx, now)) {
      const rang = rappelDue({ depuis: late.demandeLe, ...late }, now, RAPPEL_HEBDOMADAIRE)
      if (rang === null) continue
      const told = await remind(tx, {
        genre: GENRE,
        rang,
        le: now,
        collectiviteId: late.collectiviteId,
        objetId: late.id,
        destinataires: "elus",
        titre: `${late.service} : toujours à approuver`,
        texte: `Une souscription à ${late.service} attend votre accord pour ${late.collectivite} depuis le ${formatDay(dayInParis(late.demandeLe))}.`,
        lien: `/c/${late.publicId}/souscriptions/${late.id}`,
      })
      if (told) sent += 1
    }
    if (sent === 0) return refuse("rien")
    await tx.journal("souscription.rappels", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

type Late = {
  collectiviteId: string
  id: string
  publicId: string
  collectivite: string
  service: string
  demandeLe: Date
  envoyes: number
  dernierLe: Date | null
}

/** Only what the rhythm may remind of, so that what has had its three reminders never fills the batch. */
const listLate = (tx: WriteTx, now: Date): Promise<Late[]> => tx.$queryRaw<Late[]>`
  select s."collectiviteId", s.id, c."publicId", c.nom as collectivite, v.nom as service, s."demandeLe", r.envoyes, r."dernierLe"
  from souscription s join collectivite c on c.id = s."collectiviteId" join service v on v.id = s."serviceId",
    lateral (select count(*)::int as envoyes, max(r.le) as "dernierLe" from rappel r
      where r."collectiviteId" = s."collectiviteId" and r.genre = ${GENRE} and r."objetId" = s.id) r
  where s.etat = 'a_approuver' and r.envoyes < ${RAPPEL_HEBDOMADAIRE.max}
    and s."demandeLe" <= ${now}::timestamptz - make_interval(days => ${RAPPEL_HEBDOMADAIRE.apresJours}::int)
    and coalesce(r."dernierLe", '-infinity') <= ${now}::timestamptz - make_interval(days => ${RAPPEL_HEBDOMADAIRE.tousLesJours}::int)
  order by s."demandeLe" limit ${BATCH} for update of s skip locked`
