import { randomUUID } from "node:crypto"
import type { DenonciationCote } from "@/generated/prisma/enums.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { SouscriptionFile } from "../queries/file.ts"
import { COTE_LABELS } from "../types.ts"

type Said = { souscription: SouscriptionFile; terme: CalendarDate; cote: DenonciationCote; motif: string | null }

/** Both sides read that one does not go on, or, without a reason, that it does after all. */
export function tellOfDenonciation(tx: WriteTx, { souscription, terme, cote, motif }: Said): Promise<void> {
  const { service, collectivite } = souscription
  const what = `La convention de ${collectivite.nom} pour ${service.nom}`
  const texte =
    motif === null
      ? `${what} n’est plus dénoncée : ce que ${COTE_LABELS[cote]} avait annoncé pour le ${formatDay(terme)} est retiré.`
      : `${what} est dénoncée par ${COTE_LABELS[cote]} : elle prend fin le ${formatDay(terme)}, et le service s’arrête ce jour-là. Motif : ${motif}`
  return tellBoth(tx, souscription, {
    ...{ membre: "convention-denoncee", bureau: "convention-denoncee-bureau", texte },
    titre: motif === null ? "dénonciation retirée" : "convention dénoncée",
  })
}

/** Both sides read that it goes on. */
export const tellOfReconduction = (
  tx: WriteTx,
  souscription: SouscriptionFile,
  { terme, suite }: { terme: CalendarDate; suite: CalendarDate },
): Promise<void> =>
  tellBoth(tx, souscription, {
    ...{ membre: "convention-terme", bureau: "convention-terme-bureau", titre: "convention reconduite" },
    texte: `La convention de ${souscription.collectivite.nom} pour ${souscription.service.nom}, dont le terme était le ${formatDay(terme)}, est reconduite jusqu’au ${formatDay(suite)}.`,
  })

type News = {
  membre: "convention-denoncee" | "convention-terme"
  bureau: "convention-denoncee-bureau" | "convention-terme-bureau"
  titre: string
  texte: string
}

function tellBoth(
  tx: WriteTx,
  { id, collectiviteId, service, collectivite }: SouscriptionFile,
  { membre, bureau, titre, texte }: News,
): Promise<void> {
  // Each is news of its own: the same souscription may be renewed every year.
  const about = { collectiviteId, objetId: randomUUID(), texte }
  return notifyAll(tx, [
    {
      ...{ ...about, genre: membre, destinataires: "equipe", titre: `${service.nom} : ${titre}` },
      lien: `/c/${collectivite.publicId}/souscriptions/${id}`,
    },
    {
      ...{ ...about, genre: bureau, destinataires: "agents", titre: `${collectivite.nom} : ${titre}, ${service.nom}` },
      lien: `/gestion/souscriptions/${id}`,
    },
  ])
}
