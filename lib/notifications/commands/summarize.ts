import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { MailPort } from "@/lib/ports/mail.ts"
import { resumeMail, type Said } from "../mail.ts"
import { lastCutoff } from "../rules.ts"
import { RESUME } from "../types.ts"
import { findLetter } from "./send-mails.ts"
import { mailEtat } from "./settle-mail.ts"
import { silenceUrl } from "./unsubscribe.ts"

/**
 * Gathers what each person has not read into the digest of the day, once its hour has struck. One row a person and day
 * is held by the database: two workers, or one that starts again, make one digest.
 */
export const gatherResumes = (now: Date): Promise<Result<{ resumes: number }, "rien">> =>
  write(systeme("notifications.gather", "operateur"), "notifications.send", async (tx) => {
    const { jour, instant } = lastCutoff(now)
    const day = toDatabase(jour)
    await tx.$executeRaw`
      insert into resume_notification ("personneId", jour)
      select distinct n."personneId", ${day}::date from (
        select "personneId", canal, "resumeId", "lueLe", "creeLe" from notification
        union all select "personneId", canal, "resumeId", "lueLe", "creeLe" from notification_bureau
      ) n join personne p on p.id = n."personneId"
      where n.canal = 'resume' and n."resumeId" is null and n."lueLe" is null and n."creeLe" < ${instant}
        and p."desactiveeLe" is null
      on conflict ("personneId", jour) do nothing`
    // What was told after the digest of that day had left waits for the next one.
    const due = sql`from resume_notification r
      where r.jour = ${day}::date and r.etat = 'a_envoyer' and r."personneId" = n."personneId"
        and n.canal = 'resume' and n."resumeId" is null and n."lueLe" is null and n."creeLe" < ${instant}`
    const gathered =
      (await tx.$executeRaw`update notification n set "resumeId" = r.id ${due}`) +
      (await tx.$executeRaw`update notification_bureau n set "resumeId" = r.id ${due}`)
    if (gathered === 0) return refuse("rien")
    await tx.journal("notification.resumees", { apres: { jour, notifications: gathered } })
    return ok({ resumes: gathered })
  })

/** Sends one digest; what she has read in the portal meanwhile is left out, and a digest of nothing is not sent. */
export const sendNextResume = ({ mail }: { mail: MailPort }): Promise<Result<{ accepted: boolean }, "rien">> =>
  write(
    systeme("notifications.send-resumes", "operateur"),
    "notifications.send",
    async (tx) => {
      const next = await claim(tx)
      if (!next) return refuse("rien")
      const said = await listSaid(tx, next.id)
      const letter = await findLetter(tx)
      const url = silenceUrl(next.personneId, RESUME)
      const receipt =
        said.length === 0
          ? ({ accepted: true, response: "lu sur le portail : rien à envoyer" } as const)
          : await mail.send({
              messageId: `${next.id}@${new URL(letter.portail).hostname}`,
              to: next.courriel,
              ...resumeMail(letter, said, url.page),
              unsubscribeUrl: url.oneClick,
            })
      const essais = next.essais + 1
      const etat = mailEtat(essais, receipt)
      await tx.$executeRaw`
        update resume_notification set etat = ${etat}::courriel_etat, essais = ${essais},
          reponse = ${receipt.response.slice(0, 500)}, "envoyeLe" = case when ${receipt.accepted} then now() end,
          "prochainEssaiLe" = now() + make_interval(secs => least(3600, 5 * power(2, ${essais}::int)))
        where id = ${next.id}::uuid`
      await tx.journal(`resume.${etat}`, { objet: `resume_notification/${next.id}` })
      return ok({ accepted: receipt.accepted })
    },
    { timeoutMs: 90_000 },
  )

type Waiting = { id: string; personneId: string; courriel: string; essais: number }

async function claim(tx: Tx): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select r.id, r."personneId", p.courriel, r.essais from resume_notification r join personne p on p.id = r."personneId"
    where r.etat = 'a_envoyer' and r."prochainEssaiLe" <= now() order by r."prochainEssaiLe" limit 1
    for update of r skip locked`
  return row ?? null
}

const listSaid = (tx: Tx, resumeId: string): Promise<Said[]> => tx.$queryRaw<Said[]>`
  select said.collectivite, said.titre, said.texte, said.lien from (
    select c.nom as collectivite, c."nomPlie", n.titre, n.texte, n.lien, n."creeLe", n.id
    from notification n join collectivite c on c.id = n."collectiviteId"
    where n."resumeId" = ${resumeId}::uuid and n."lueLe" is null
    union all
    -- The operator's own comes first.
    select o.marque, '', n.titre, n.texte, n.lien, n."creeLe", n.id from notification_bureau n, operateur o
    where n."resumeId" = ${resumeId}::uuid and n."lueLe" is null
  ) said order by said."nomPlie", said."creeLe", said.id`
