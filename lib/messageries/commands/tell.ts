import { randomUUID } from "node:crypto"
import type { WriteTx } from "@/lib/access/door.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { nextEtape } from "../rules/migration.ts"
import type { Etape } from "../types.ts"

export type Place = {
  collectiviteId: string
  collectivite: string
  publicId: string
  nom: string
  souscriptionId: string
}

/** The mairie's own step, or one that the operator sees through with its provider. */
export const whose = (
  { qui }: Etape,
  { publicId, souscriptionId }: Place,
): Pick<Avis, "genre" | "destinataires" | "lien"> =>
  qui === "la mairie"
    ? {
        ...{ genre: "messagerie-etape", destinataires: "secretaires" },
        lien: `/c/${publicId}/messagerie?souscription=${souscriptionId}`,
      }
    : {
        ...{ genre: "messagerie-etape-bureau", destinataires: "agents" },
        lien: `/gestion/souscriptions/${souscriptionId}/messagerie`,
      }

/** In the transaction of a step that is done: whoever has the next one hears of it. */
export async function tellOfNext(tx: WriteTx, key: { collectiviteId: string; messagerieId: string }): Promise<void> {
  const place = await find(tx, key)
  const next = nextEtape(place.etapes)
  if (!next) return
  await notifyAll(tx, [
    {
      ...{ ...whose(next, place), collectiviteId: place.collectiviteId, objetId: randomUUID() },
      titre: `${place.nom} : ${next.nom.toLowerCase()}`,
      texte: `L'étape suivante pour la messagerie de ${place.collectivite} est à faire par ${next.qui} : ${next.nom}. ${next.detail}`,
    },
  ])
}

type Dates = { basculeLe: CalendarDate | null; formationLe: CalendarDate | null }

/** The day of the switch concerns everybody: the team, and the operator with its provider. */
export async function tellOfDates(
  tx: WriteTx,
  key: { collectiviteId: string; messagerieId: string },
  { basculeLe, formationLe }: Dates,
): Promise<void> {
  if (!basculeLe) return
  const { collectiviteId, collectivite, publicId, nom, souscriptionId } = await find(tx, key)
  const formation = formationLe ? ` La formation est prévue le ${formatDay(formationLe)}.` : ""
  const about = {
    ...{ collectiviteId, objetId: randomUUID(), titre: `${nom} : bascule le ${formatDay(basculeLe)}` },
    texte: `Le courrier de ${collectivite} arrivera dans les nouvelles boîtes le ${formatDay(basculeLe)}.${formation}`,
  }
  const told: Avis[] = [
    {
      ...{ ...about, genre: "messagerie-etape", destinataires: "equipe" },
      lien: `/c/${publicId}/messagerie?souscription=${souscriptionId}`,
    },
    {
      ...{ ...about, genre: "messagerie-etape-bureau", destinataires: "agents" },
      lien: `/gestion/souscriptions/${souscriptionId}/messagerie`,
    },
  ]
  await notifyAll(tx, told)
}

async function find(
  tx: WriteTx,
  { collectiviteId, messagerieId: id }: { collectiviteId: string; messagerieId: string },
) {
  const { nom, souscriptionId, etapes, souscription } = await tx.messagerie.findUniqueOrThrow({
    where: { collectiviteId_id: { collectiviteId, id } },
    select: {
      ...{ nom: true, souscriptionId: true, etapes: { select: { code: true } } },
      souscription: { select: { collectivite: { select: { nom: true, publicId: true } } } },
    },
  })
  const { nom: collectivite, publicId } = souscription.collectivite
  return { collectiviteId, collectivite, publicId, souscriptionId, etapes, nom: nom ?? "Messagerie" }
}
