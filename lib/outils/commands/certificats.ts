import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { remind } from "@/lib/notifications/commands/remind.ts"
import { alerteDue } from "@/lib/notifications/rules.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findCertificatJours, listCertificatsQuiFinissent } from "../queries/certificats.ts"
import type { CertificatQuiFinit } from "../types.ts"

const BATCH = 100

/** Tells who uses a tool, and the staff, that its certificate ends. Nothing due is `refuse("rien")`. */
export const remindCertificats = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("outils.certificats", "operateur"), "notifications.send", async (tx) => {
    const day = dayInParis(now)
    const alertes = await findCertificatJours(tx)
    let sent = 0
    for (const certificat of await listCertificatsQuiFinissent(tx, day, alertes)) {
      const alerte = alerteDue(certificat, day, alertes)
      if (alerte !== null && (await tell(tx, certificat, { alerte, now, day }))) sent += 1
      if (sent === BATCH) break
    }
    if (sent === 0) return refuse("rien")
    await tx.journal("outil.certificats-rappeles", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

type When = { alerte: number; now: Date; day: CalendarDate }

/** False when another worker has just told it. */
async function tell(tx: WriteTx, certificat: CertificatQuiFinit, { alerte, now, day }: When): Promise<boolean> {
  const { collectiviteId, objetId, publicId, collectivite, titulaire, slug, outil, contact, jusqua } = certificat
  const end = `${jusqua < day ? "a fini" : "finit"} le ${formatDay(jusqua)}`
  const what = `Le certificat de ${titulaire ?? collectivite} pour ${outil} ${end}.`
  const rappel = { collectiviteId, objetId, rang: alerte + 1, le: now }
  const told = await remind(tx, {
    ...{ ...rappel, genre: "outil-certificat" as const, destinataires: "equipe" as const },
    titre: `${outil} : certificat ${jusqua < day ? "expiré" : "à renouveler"}`,
    texte: `${what} Pour le renouveler : ${contact}`,
    lien: `/c/${publicId}/outils`,
  })
  if (!told) return false
  return remind(tx, {
    ...{ ...rappel, genre: "outil-certificat-bureau" as const, destinataires: "agents" as const },
    titre: `${collectivite} : certificat ${jusqua < day ? "expiré" : "à renouveler"}, ${outil}`,
    texte: what,
    lien: `/gestion/outils/${slug}`,
  })
}
