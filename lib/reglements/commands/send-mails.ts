import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { settleMail } from "@/lib/notifications/commands/settle-mail.ts"
import { env } from "@/lib/platform/env.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import type { MailPort } from "@/lib/ports/mail.ts"
import { relanceMail } from "../mail.ts"

/** One reminder to the mailbox of a mairie, as the mails of titres leave (lib/titres/commands/send-mails.ts): locked while the server answers. */
export const sendNextRelanceMail = ({ mail }: { mail: MailPort }): Promise<Result<{ accepted: boolean }, "rien">> =>
  write(
    systeme("reglements.send-mails", "operateur"),
    "courriels.send",
    async (tx) => {
      const next = await claim(tx)
      if (!next) return refuse("rien")
      const { marque } = await tx.operateur.findFirstOrThrow({ select: { marque: true } })
      const url = new URL(`/c/${next.publicId}/titres/${next.titreId}`, env().APP_URL)
      const receipt = await mail.send({
        messageId: `${next.messageId}@${url.hostname}`,
        to: next.destinataire,
        subject: next.sujet,
        text: relanceMail(next.texte, { marque, url: url.href, demonstration: env().DEMONSTRATION }),
      })
      return settleMail(tx, next, receipt)
    },
    { timeoutMs: 90_000 },
  )

type Waiting = {
  collectiviteId: string
  id: string
  publicId: string
  titreId: string
  destinataire: string
  messageId: string
  sujet: string
  texte: string
  essais: number
}

async function claim(tx: Tx): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select m."collectiviteId", m.id, c."publicId", r."titreId", m.destinataire, m."messageId", m.sujet, m.texte, m.essais
    from courriel m join relance r on r."collectiviteId" = m."collectiviteId" and r.id = m."objetId" join collectivite c on c.id = m."collectiviteId"
    where m.genre = 'titre-relance' and m.etat = 'a_envoyer' and m."prochainEssaiLe" <= now()
    order by m."prochainEssaiLe" limit 1 for update of m skip locked`
  return row ?? null
}
