import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { remindLate } from "@/lib/notifications/commands/remind.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { nextEtape } from "../rules/migration.ts"
import { ETAPES } from "../types.ts"
import { type Place, whose } from "./tell.ts"

/** Reminds whoever has the next step of a messagerie that does not move: after a week, once a week, three times. */
export const remindLateMessageries = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("messageries.remind", "operateur"), "notifications.send", async (tx) => {
    let sent = 0
    for (const { codes, objets, depuis, basculeLe, formationLe, ...place } of await listUnderWay(tx)) {
      const next = nextEtape(codes.map((code) => ({ code })))
      if (!next) continue
      // The switch and the training wait for their day.
      const le = next.code === "bascule" ? basculeLe : next.code === "formation" ? formationLe : null
      const since = le && le > depuis ? le : depuis
      const told = await remindLate(
        tx,
        {
          ...{ ...whose(next, place), collectiviteId: place.collectiviteId, depuis: since },
          objetId: String(objets[ETAPES.indexOf(next)]),
          titre: `${place.nom} : toujours à faire, ${next.nom.toLowerCase()}`,
          texte: `Pour la messagerie de ${place.collectivite}, cette étape attend ${next.qui} depuis le ${formatDay(dayInParis(since))} : ${next.nom}.`,
        },
        now,
      )
      if (told) sent += 1
    }
    if (sent === 0) return refuse("rien")
    await tx.journal("messagerie.rappels", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

type UnderWay = Place & {
  codes: string[]
  /** What a reminder of each step is about, in the order of the steps. */
  objets: string[]
  depuis: Date
  basculeLe: Date | null
  formationLe: Date | null
}

/** Those that have a name and a step to do, the one that waited longest first. */
const listUnderWay = (tx: Tx): Promise<UnderWay[]> => tx.$queryRaw<UnderWay[]>`
  select m."collectiviteId", c.nom as collectivite, c."publicId", m.nom, m."souscriptionId", e.codes,
    (select array_agg(md5(m.id::text || x.code)::uuid::text order by x.rang)
      from unnest(${ETAPES.map(({ code }) => code)}::text[]) with ordinality x(code, rang)) as objets,
    coalesce(e.le, m."nomVerifieLe", now()) as depuis,
    m."basculeLe"::timestamp at time zone 'Europe/Paris' as "basculeLe",
    m."formationLe"::timestamp at time zone 'Europe/Paris' as "formationLe"
  from messagerie m join souscription s on s."collectiviteId" = m."collectiviteId" and s.id = m."souscriptionId"
  join collectivite c on c.id = m."collectiviteId"
  cross join lateral (select coalesce(array_agg(x.code), '{}') as codes, max(x."faiteLe") as le from migration_etape x
    where x."collectiviteId" = m."collectiviteId" and x."messagerieId" = m.id) e
  where m.nom is not null and s.etat in ('approuvee', 'en_service') and cardinality(e.codes) < ${ETAPES.length}::int
  order by depuis`
