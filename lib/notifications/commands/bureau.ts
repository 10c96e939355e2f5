import { systeme } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { MailPort } from "@/lib/ports/mail.ts"
import { notificationMail } from "../mail.ts"
import { choixOf } from "../rules.ts"
import type { AvisBureau, Choix } from "../types.ts"
import { findLetter } from "./send-mails.ts"
import { mailEtat } from "./settle-mail.ts"
import { silenceUrl } from "./unsubscribe.ts"

/** Inside the transaction of what happened: each of today's staff of these roles, once, in the way she chose. */
export async function notifyBureau(tx: WriteTx, { roles, genre, ...avis }: AvisBureau): Promise<void> {
  const staff = await tx.$queryRaw<{ personneId: string; choix: Choix | null }[]>`
    select a."personneId", f.choix from agent a join personne p on p.id = a."personneId"
    left join preference_notification f on f."personneId" = a."personneId" and f.genre = ${genre}
    where a.role::text = any(${[...roles]}::text[]) and p."desactiveeLe" is null
      and daterange(a.depuis, a.jusqua) @> (now() at time zone 'Europe/Paris')::date`
  await tx.notificationBureau.createMany({
    data: staff.map(({ personneId, choix }) => ({ ...avis, genre, personneId, canal: choixOf(genre, false, choix) })),
    skipDuplicates: true,
  })
}

/** Sends one that leaves at once, as sendNextNotification does (commands/send-mails.ts). */
export const sendNextBureau = ({ mail }: { mail: MailPort }): Promise<Result<{ accepted: boolean }, "rien">> =>
  write(
    systeme("notifications.send-bureau", "operateur"),
    "notifications.send",
    async (tx) => {
      const next = await claim(tx)
      if (!next) return refuse("rien")
      const letter = await findLetter(tx)
      const url = silenceUrl(next.personneId, next.genre)
      const receipt = await mail.send({
        messageId: `${next.id}@${new URL(letter.portail).hostname}`,
        to: next.courriel,
        ...notificationMail(letter, { collectivite: letter.marque, ...next }, url.page),
        unsubscribeUrl: url.oneClick,
      })
      const essais = next.essais + 1
      const etat = mailEtat(essais, receipt)
      await tx.$executeRaw`
        update notification_bureau set etat = ${etat}::courriel_etat, essais = ${essais}::smallint,
          reponse = ${receipt.response.slice(0, 500)}, "envoyeLe" = case when ${receipt.accepted} then now() end,
          "prochainEssaiLe" = now() + make_interval(secs => least(3600, 5 * power(2, ${essais}::int)))
        where id = ${next.id}::uuid`
      await tx.journal(`courriel.${etat}`, { objet: `notification_bureau/${next.id}` })
      return ok({ accepted: receipt.accepted })
    },
    { timeoutMs: 90_000 },
  )

type Waiting = {
  id: string
  essais: number
  personneId: string
  courriel: string
  genre: string
  titre: string
  texte: string
  lien: string
}

async function claim(tx: Tx): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select n.id, n.essais::int, n."personneId", p.courriel, n.genre, n.titre, n.texte, n.lien
    from notification_bureau n join personne p on p.id = n."personneId"
    where n.canal = 'immediat' and n.etat = 'a_envoyer' and n."prochainEssaiLe" <= now() and p."desactiveeLe" is null
    order by n."prochainEssaiLe" limit 1 for update of n skip locked`
  return row ?? null
}
