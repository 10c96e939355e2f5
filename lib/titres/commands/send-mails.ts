import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { settleMail } from "@/lib/notifications/commands/settle-mail.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import type { MailPort } from "@/lib/ports/mail.ts"
import { titreCorrigeMail, titreEmisMail } from "../mail.ts"

export type MailPorts = { mail: MailPort; onAccepted?: () => void }

/**
 * Sends one waiting mail about a titre whose page is stored. The row stays locked while the server answers, so no two
 * workers send it; a worker killed after the server accepted sends it once more, under the same Message-ID.
 */
export const sendNextMail = ({ mail, onAccepted }: MailPorts): Promise<Result<{ accepted: boolean }, "rien">> =>
  write(
    systeme("titres.send-mails", "operateur"),
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
        text: textOf(next, { marque, url: url.href, demonstration: env().DEMONSTRATION }),
      })
      if (receipt.accepted) onAccepted?.()
      return settleMail(tx, next, receipt)
    },
    { timeoutMs: 90_000 },
  )

/** What is to be paid, or what was taken off it. */
const textOf = (next: Waiting, about: { marque: string; url: string; demonstration: boolean }): string =>
  next.corrige
    ? titreCorrigeMail({ ...next, ...about, corrige: next.corrige, motif: next.motif ?? "" })
    : titreEmisMail({ ...next, ...about, echeance: calendarDate(next.echeance) })

type Waiting = {
  collectiviteId: string
  id: string
  publicId: string
  nom: string
  titreId: string
  destinataire: string
  messageId: string
  sujet: string
  essais: number
  objet: string
  montant: bigint
  echeance: string
  bases: string
  reference: string
  /** The titre that it corrects. */
  corrige: string | null
  motif: string | null
}

async function claim(tx: Tx): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select m."collectiviteId", m.id, c."publicId", c.nom, t.id as "titreId", m.destinataire, m."messageId", m.sujet, m.essais,
      t.objet, t."montantTtc" as montant, t.echeance::text, l.bases, t.motif,
      t.exercice || '-' || t.serie || '-' || t.numero as reference, o.exercice || '-' || o.serie || '-' || o.numero as corrige
    from courriel m join titre t on t."collectiviteId" = m."collectiviteId" and t.id = m."objetId"
    join lateral (
      select case when count(*) = 1 then min(bases) else 'Le détail, en ' || count(*) || ' lignes, est dans le document.' end as bases
      from titre_ligne where "collectiviteId" = t."collectiviteId" and "titreId" = t.id) l on true
    join collectivite c on c.id = m."collectiviteId"
    left join titre o on o."collectiviteId" = t."collectiviteId" and o.id = t."corrigeId"
    where m.genre = 'titre-emis' and m.etat = 'a_envoyer' and m."prochainEssaiLe" <= now() and exists (
      select from document d where d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id)
    order by m."prochainEssaiLe" limit 1 for update of m skip locked`
  return row ?? null
}
