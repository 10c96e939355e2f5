import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { remind } from "@/lib/notifications/commands/remind.ts"
import { alerteDue } from "@/lib/notifications/rules.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findSouscription } from "../queries/file.ts"
import { findConventionJours, listTermes, type TermeProche } from "../queries/termes.ts"
import { suiteWords } from "../rules/reconduction.ts"

const BATCH = 100

/** Tells both sides that a convention reaches its last day, at the days that the operator set, then once past. Nothing due is `refuse("rien")`. */
export const remindTermes = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("souscriptions.termes", "operateur"), "notifications.send", async (tx) => {
    const day = dayInParis(now)
    const alertes = await findConventionJours(tx)
    let sent = 0
    for (const proche of await listTermes(tx, day, alertes)) {
      const alerte = alerteDue({ jusqua: proche.echeance, dernier: proche.dernier }, day, alertes)
      if (alerte !== null && (await tell(tx, proche, { alerte, now, day }))) sent += 1
      if (sent === BATCH) break
    }
    if (sent === 0) return refuse("rien")
    await tx.journal("souscription.termes-rappeles", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

type When = { alerte: number; now: Date; day: CalendarDate }

/** False when another worker has just told it. */
async function tell(tx: WriteTx, proche: TermeProche, { alerte, now, day }: When): Promise<boolean> {
  const { collectiviteId, souscription, objetId, publicId, collectivite, service, terme } = proche
  const past = terme < day
  const file = await findSouscription(tx, collectiviteId, souscription)
  if (!file) return false
  const texte = `La convention de ${collectivite} pour ${service} ${past ? "a pris fin" : "prend fin"} le ${formatDay(terme)}. ${suiteWords(file, file.denonciation)}`
  const rappel = { collectiviteId, objetId, rang: alerte + 1, le: now }
  const told = await remind(tx, {
    ...{ ...rappel, genre: "convention-terme" as const, destinataires: "equipe" as const },
    ...{ titre: `${service} : convention ${past ? "arrivée à son terme" : "bientôt à son terme"}`, texte },
    lien: `/c/${publicId}/souscriptions/${souscription}`,
  })
  if (!told) return false
  return remind(tx, {
    ...{ ...rappel, genre: "convention-terme-bureau" as const, destinataires: "agents" as const },
    ...{
      titre: `${collectivite} : convention ${past ? "arrivée à son terme" : "bientôt à son terme"}, ${service}`,
      texte,
    },
    lien: `/gestion/souscriptions/${souscription}`,
  })
}
