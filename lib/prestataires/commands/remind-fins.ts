import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { RIGHTS } from "@/lib/access/rights.ts"
import { notifyBureau } from "@/lib/notifications/commands/bureau.ts"
import { alerteDue } from "@/lib/notifications/rules.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listFinsProches, type MarcheQuiFinit } from "../queries.ts"
import { alertesOf } from "../rules.ts"

/**
 * Tells whoever keeps the catalogue that a market ends: at its own months of warning, then at the days of the operator's conventions,
 * which end with it, then once past. Nothing due is `refuse("rien")`.
 */
export const remindFins = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("prestataires.fins", "operateur"), "notifications.send", async (tx) => {
    const day = dayInParis(now)
    const { conventionJours } = await tx.operateur.findFirstOrThrow({ select: { conventionJours: true } })
    let sent = 0
    for (const marche of await listFinsProches(tx, day, conventionJours)) {
      const alerte = alerteDue(marche, day, alertesOf(marche, conventionJours))
      if (alerte !== null && (await tell(tx, marche, alerte, day))) sent += 1
    }
    if (sent === 0) return refuse("rien")
    await tx.journal("marche.fins-rappelees", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

/** False when another worker has just told it. */
async function tell(tx: WriteTx, marche: MarcheQuiFinit, alerte: number, day: CalendarDate): Promise<boolean> {
  const { id, prestataireId, prestataire, objet, services, jusqua } = marche
  const [told] = await tx.$queryRaw<{ avis: string }[]>`
    insert into marche_avis ("marcheId", jusqua, jours) values (${id}::uuid, ${jusqua}::date, ${alerte}::int)
    on conflict do nothing returning md5("marcheId"::text || jusqua::text || jours::text)::uuid as avis`
  if (!told) return false
  const end = `${jusqua < day ? "a pris fin" : "prend fin"} le ${formatDay(jusqua)}`
  const served =
    services.length > 0 ? `Services concernés : ${services.join(", ")}.` : "Aucun service n'y est rattaché."
  await notifyBureau(tx, {
    ...{ genre: "marche-fin", objetId: told.avis, roles: RIGHTS["prestataires.manage"].agent },
    titre: `${prestataire} : marché ${jusqua < day ? "terminé" : "à renouveler"}`,
    texte: `Le marché « ${objet} » de ${prestataire} ${end}. ${served}`,
    lien: `/gestion/prestataires/${prestataireId}`,
  })
  return true
}
