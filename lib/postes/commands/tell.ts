import type { WriteTx } from "@/lib/access/door.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import type { Avis, Destinataires } from "@/lib/notifications/types.ts"
import { formatCount } from "@/lib/platform/format.ts"
import type { CommandeEtat } from "../types.ts"

type Told = Pick<Avis, "genre" | "titre" | "texte" | "destinataires">
type Facts = { nom: string; service: string; quoi: string; demandeur: Destinataires; motif: string }

/** Who is told of each step of more posts; of a first order, its souscription tells. */
const STEPS: Partial<Record<CommandeEtat, (facts: Facts) => Told[]>> = {
  a_approuver: ({ nom, quoi }) => [
    {
      ...{ genre: "souscription-a-approuver", destinataires: "elus" },
      titre: "Ajout de postes : à approuver",
      texte: `L'ajout de ${quoi} attend votre accord pour ${nom}.`,
    },
  ],
  a_transmettre: ({ nom, quoi, service, demandeur }) => [
    {
      ...{ genre: "souscription-approuvee", destinataires: demandeur },
      titre: "Ajout de postes : approuvé",
      texte: `L'ajout de ${quoi} à ${service} est approuvé pour ${nom}. La commande part chez le prestataire.`,
    },
  ],
  refusee: ({ nom, quoi, service, demandeur, motif }) => [
    {
      ...{ genre: "souscription-refusee", destinataires: demandeur },
      titre: "Ajout de postes : refusé",
      texte: `L'ajout de ${quoi} à ${service} est refusé pour ${nom}.${motif ? ` Motif : ${motif}` : ""}`,
    },
  ],
}

/** In the transaction of the step, after it. */
export async function tellOfAjout(tx: WriteTx, collectiviteId: string, id: string): Promise<void> {
  const { etat, souscriptionId, souscription, ...commande } = await find(tx, collectiviteId, id)
  const { collectivite, service } = souscription
  const facts = {
    ...{ nom: collectivite.nom, service: service.nom, quoi: formatCount(commande._count.postes, "poste") },
    ...{ demandeur: await demandeurOf(tx, collectiviteId, commande.demandeParId), motif: commande.motif ?? "" },
  }
  await notifyAll(
    tx,
    (STEPS[etat]?.(facts) ?? []).map((told) => ({
      ...{ ...told, collectiviteId, objetId: id },
      lien: `/c/${collectivite.publicId}/souscriptions/${souscriptionId}/postes`,
    })),
  )
}

/** Whoever asked; the secrétariat once she has left. */
async function demandeurOf(tx: WriteTx, collectiviteId: string, personneId: string): Promise<Destinataires> {
  const there = await tx.rattachement.count({ where: { collectiviteId, personneId, jusqua: null } })
  return there > 0 ? [personneId] : "secretaires"
}

/** The provider will not do it as it is: whoever follows orders puts it right. */
export async function tellOfRejet(tx: WriteTx, collectiviteId: string, id: string): Promise<void> {
  const { souscription, reponse } = await find(tx, collectiviteId, id)
  const { collectivite, service } = souscription
  await notifyAll(tx, [
    {
      ...{ genre: "commande-suivi", collectiviteId, objetId: id, destinataires: "agents" },
      titre: `${collectivite.nom} : commande de ${service.nom} rejetée`,
      texte: `Le prestataire rejette la commande de ${collectivite.nom}.${reponse ? ` Sa réponse : ${reponse}` : ""}`,
      lien: `/gestion/postes/commandes/${id}`,
    },
  ])
}

const find = (tx: WriteTx, collectiviteId: string, id: string) =>
  tx.commande.findUniqueOrThrow({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: {
      souscription: {
        select: { collectivite: { select: { nom: true, publicId: true } }, service: { select: { nom: true } } },
      },
      _count: { select: { postes: true } },
    },
  })
