import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { env } from "@/lib/platform/env.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import type { MailPort } from "@/lib/ports/mail.ts"
import { type Letter, notificationMail } from "../mail.ts"
import { settleMail } from "./settle-mail.ts"
import { silenceUrl } from "./unsubscribe.ts"

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
      return settleMail(tx, next, receipt)
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
