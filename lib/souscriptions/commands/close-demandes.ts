import type { WriteTx } from "@/lib/access/door.ts"

type Over = { collectiviteId: string; souscriptionId: string; motif: string }

/** A souscription that is over has nothing left to change. */
export async function closeDemandes(tx: WriteTx, { collectiviteId, souscriptionId, motif }: Over): Promise<void> {
  await tx.avenantDemande.updateMany({
    where: { collectiviteId, souscriptionId, etat: { in: ["a_approuver", "demandee"] } },
    data: { etat: "refusee", reponse: `Souscription ${motif}` },
  })
}
