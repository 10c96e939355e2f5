import type { WriteTx } from "@/lib/access/door.ts"
import { ok, type Result } from "@/lib/platform/result.ts"
import type { MailReceipt } from "@/lib/ports/mail.ts"

const MAX_TRIES = 10

/** Five seconds, then twice as long each time, up to an hour; given up when the server refuses for good, or after ten tries. */
export const mailEtat = (essais: number, receipt: MailReceipt): "envoye" | "rejete" | "a_envoyer" =>
  receipt.accepted ? "envoye" : receipt.permanent || essais >= MAX_TRIES ? "rejete" : "a_envoyer"

type Claimed = { collectiviteId: string; id: string; essais: number }

/** What the server said of a mail that the caller holds locked, whatever the mail is about. */
export async function settleMail(
  tx: WriteTx,
  mail: Claimed,
  receipt: MailReceipt,
): Promise<Result<{ accepted: boolean }, never>> {
  const essais = mail.essais + 1
  const etat = mailEtat(essais, receipt)
  await tx.$executeRaw`
    update courriel set etat = ${etat}::courriel_etat, essais = ${essais}::smallint, reponse = ${receipt.response.slice(0, 500)},
      "envoyeLe" = case when ${receipt.accepted} then now() end,
      "prochainEssaiLe" = now() + make_interval(secs => least(3600, 5 * power(2, ${essais}::int)))
    where "collectiviteId" = ${mail.collectiviteId}::uuid and id = ${mail.id}::uuid`
  await tx.journal(`courriel.${etat}`, { concerneId: mail.collectiviteId, objet: `courriel/${mail.id}` })
  return ok({ accepted: receipt.accepted })
}
