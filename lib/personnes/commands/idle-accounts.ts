import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { queueSealedMail } from "@/lib/access/identity/sealed-mail.ts"
import { forgetNotifications } from "@/lib/notifications/commands/forget.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { forgetPersonne } from "@/lib/outils/commands/usage.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { ERASED_NAME, WARNING_DAYS } from "../rules.ts"

/**
 * What the privacy page says of accounts: one that nobody uses is announced to end, then ends. Who still serves (staff,
 * signatory, last administrator of a team: portail_compte_sans_emploi) keeps hers. Without a duration, nothing happens.
 */
const JOB = systeme("conservation", "operateur")
const BATCH = 50

export const warnIdleAccounts = (now: Date): Promise<Result<{ comptes: number }, "rien">> =>
  write(JOB, "conservation.apply", async (tx) => {
    // A warning that led nowhere (a worker at rest, a mandate since ended) is given again before it counts.
    const warned = await tx.$queryRaw<{ id: string; courriel: string; fin: Date }[]>`
      update personne p set "avertieLe" = ${now}::timestamptz from operateur o
      where p.id in (select c.id from personne c, operateur k
        where c."effaceeLe" is null and (c."avertieLe" is null or c."avertieLe" < ${now}::timestamptz - make_interval(days => ${2 * WARNING_DAYS}::int))
          and c."vueLe" < ${now}::timestamptz - make_interval(months => k."conservationComptesMois"::int) + make_interval(days => ${WARNING_DAYS}::int)
          and portail_compte_sans_emploi(c.id, ${dayInParis(now)}::date)
        order by c."vueLe" limit ${BATCH} for update of c skip locked)
      returning p.id, p.courriel, greatest(p."vueLe" + make_interval(months => o."conservationComptesMois"::int),
        ${now}::timestamptz + make_interval(days => ${WARNING_DAYS}::int)) as fin`
    if (warned.length === 0) return refuse("rien")
    for (const { id, courriel, fin } of warned) {
      await queueSealedMail(tx, { genre: "inactivite", courriel, fin: fin.toISOString() })
      await tx.journal("compte.averti", { objet: `personne/${id}`, apres: { fin: fin.toISOString() } })
    }
    return ok({ comptes: warned.length })
  })

/** One account a transaction. Its ways in go with it: the sweep of lib/access/identity takes what is left of them. */
export const eraseNextAccount = (now: Date): Promise<Result<{ id: string }, "rien">> =>
  write(JOB, "conservation.apply", async (tx) => {
    const person = await takeIdle(tx, now)
    if (!person) return refuse("rien")
    const ended = await endRattachements(tx, person.id, dayInParis(now))
    for (const one of ended) await tellTeamOfEnd(tx, person.id, one)
    await forgetNotifications(tx, person.id)
    await forgetPersonne(tx, person.id)
    await tx.invitation.deleteMany({ where: { courriel: person.courriel, accepteeLe: { not: null } } })
    await tx.demandeRattachement.deleteMany({ where: { personneId: person.id } })
    await tx.personne.update({
      where: { id: person.id },
      data: { courriel: `${person.id}@efface.invalid`, desactiveeLe: now, effaceeLe: now },
      select: { id: true },
    })
    await tx.journal("compte.efface", { objet: `personne/${person.id}`, avant: { vueLe: person.vueLe.toISOString() } })
    return ok({ id: person.id })
  })

type Idle = { id: string; courriel: string; vueLe: Date }

async function takeIdle(tx: WriteTx, now: Date): Promise<Idle | null> {
  const jour = dayInParis(now)
  const [person] = await tx.$queryRaw<Idle[]>`
    select p.id, p.courriel, p."vueLe" from personne p, operateur o
    where p."effaceeLe" is null and p."vueLe" < ${now}::timestamptz - make_interval(months => o."conservationComptesMois"::int)
      and p."avertieLe" between ${now}::timestamptz - make_interval(days => ${2 * WARNING_DAYS}::int)
        and ${now}::timestamptz - make_interval(days => ${WARNING_DAYS}::int)
      and portail_compte_sans_emploi(p.id, ${jour}::date)
    order by p."vueLe" limit 1 for update of p skip locked`
  if (!person) return null
  // Her teams stand still: a colleague may be leaving them at this very moment, and each keeps an administrator.
  await tx.$queryRaw`select 1 from rattachement r where r."collectiviteId" in
    (select "collectiviteId" from rattachement where "personneId" = ${person.id}::uuid) order by r.id for update`
  const [still] = await tx.$queryRaw<{ idle: boolean }[]>`
    select portail_compte_sans_emploi(${person.id}::uuid, ${jour}::date) as idle`
  return still?.idle ? person : null
}

type Ended = { collectiviteId: string; id: string; fonction: string; nom: string; publicId: string }

const endRattachements = (tx: WriteTx, personneId: string, jour: CalendarDate): Promise<Ended[]> =>
  tx.$queryRaw<Ended[]>`
    update rattachement r set jusqua = ${jour}::date from collectivite c
    where c.id = r."collectiviteId" and r."personneId" = ${personneId}::uuid and daterange(r.depuis, r.jusqua) @> ${jour}::date
    returning r."collectiviteId", r.id, r.fonction, c.nom, c."publicId"`

async function tellTeamOfEnd(tx: WriteTx, personneId: string, { collectiviteId, id, fonction, nom, publicId }: Ended) {
  await tx.journal("rattachement.inactif", { concerneId: collectiviteId, objet: `personne/${personneId}` })
  await notify(tx, {
    genre: "rattachement-termine",
    ...{ collectiviteId, objetId: id },
    titre: "Une personne quitte l'équipe",
    texte: `Une personne (${fonction}) n'agit plus pour ${nom} : elle ne s'était pas connectée depuis longtemps.`,
    lien: `/c/${publicId}/equipe`,
    destinataires: "equipe",
  })
}

/** The journal's lines stay; after its years they no longer name who has left. */
export const forgetNames = (now: Date): Promise<Result<{ noms: number }, "rien">> =>
  write(JOB, "conservation.apply", async (tx) => {
    const noms = await tx.$executeRaw`
      update personne p set nom = ${ERASED_NAME} from operateur o
      where p.nom <> ${ERASED_NAME} and p."effaceeLe" < ${now}::timestamptz - make_interval(years => o."conservationJournalAns"::int)`
    if (noms === 0) return refuse("rien")
    await tx.journal("compte.noms-effaces", { apres: { noms } })
    return ok({ noms })
  })
