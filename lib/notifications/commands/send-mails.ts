import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { MailPort } from "@/lib/ports/mail.ts"
import { type Letter, notificationMail } from "../mail.ts"
import { silenceUrl } from "./unsubscribe.ts"

/** The same patience as for the mail of a titre (lib/titres): five seconds, then twice as long each time, up to an hour. */
export const MAX_TRIES = 10

/**
 * Sends one notification that leaves at once. The row stays locked while the server answers: no two workers send it, and
 * one killed after the server accepted sends it once more under the same Message-ID.
 */
export const sendNextNotification = ({ mail }: { mail: MailPort }): Promise<Result<{ accepted: boolean }, "rien">> =>
  write(
    systeme("notifications.send-mails", "operateur"),
    "notifications.send",
    async (tx) => {
      const next = await claim(tx)
      if (!next) return refuse("rien")
      const letter = await findLetter(tx)
      const url = next.legale ? null : silenceUrl(next.personneId, next.genre)
      const receipt = await mail.send({
        messageId: `${next.messageId}@${new URL(letter.portail).hostname}`,
        to: next.destinataire,
        ...notificationMail(letter, next, url?.page ?? null),
        unsubscribeUrl: url?.oneClick,
      })
      const essais = next.essais + 1
      const etat = receipt.accepted ? "envoye" : receipt.permanent || essais >= MAX_TRIES ? "rejete" : "a_envoyer"
      await tx.$executeRaw`
        update courriel set etat = ${etat}::courriel_etat, essais = ${essais}, reponse = ${receipt.response.slice(0, 500)},
          "envoyeLe" = case when ${receipt.accepted} then now() end,
          "prochainEssaiLe" = now() + make_interval(secs => least(3600, 5 * power(2, ${essais}::int)))
        where "collectiviteId" = ${next.collectiviteId}::uuid and id = ${next.id}::uuid`
      await tx.journal(`courriel.${etat}`, { concerneId: next.collectiviteId, objet: `courriel/${next.id}` })
      return ok({ accepted: receipt.accepted })
    },
    { timeoutMs: 90_000 },
  )

export async function findLetter(tx: Tx): Promise<Letter> {
  const { marque } = await tx.operateur.findFirstOrThrow({ select: { marque: true } })
  return { marque, portail: new URL(env().APP_URL).origin, demonstration: env().DEMONSTRATION }
}

type Waiting = {
  collectiviteId: string
  id: string
  destinataire: string
  messageId: string
  essais: number
  personneId: string
  genre: string
  legale: boolean
  collectivite: string
  titre: string
  texte: string
  lien: string
}

async function claim(tx: Tx): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select m."collectiviteId", m.id, m.destinataire, m."messageId", m.essais, n."personneId", n.genre, n.legale,
      c.nom as collectivite, n.titre, n.texte, n.lien
    from courriel m join notification n on n."collectiviteId" = m."collectiviteId" and n.id = m."objetId"
    join collectivite c on c.id = m."collectiviteId"
    where m.genre = 'notification' and m.etat = 'a_envoyer' and m."prochainEssaiLe" <= now()
    order by m."prochainEssaiLe" limit 1 for update of m skip locked`
  return row ?? null
}
