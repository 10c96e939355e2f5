import type { WriteTx } from "@/lib/access/door.ts"

type Move = { predecesseurId: string; successeurId: string }

/**
 * The mail of a body that disappeared goes on where its souscription does: domain name, mailboxes, what the zone said,
 * steps done. Copied, never re-keyed: the old file keeps what it was on the day.
 */
export async function carryMessageries(tx: WriteTx, { predecesseurId, successeurId }: Move): Promise<void> {
  const before = await tx.messagerie.findMany({
    where: { collectiviteId: predecesseurId },
    include: { boites: true, controles: true, etapes: true },
  })
  for (const { boites, controles, etapes, ...row } of before) {
    const { id, collectiviteId: _, souscriptionId: former, ...messagerie } = row
    const [souscription] = await tx.souscription.findMany({
      where: { collectiviteId: successeurId, repriseDeId: former, messageries: { none: {} } },
      select: { id: true },
    })
    if (!souscription) continue
    const made = await tx.messagerie.create({
      data: { ...messagerie, collectiviteId: successeurId, souscriptionId: souscription.id, version: 1 },
      select: { id: true },
    })
    const key = { collectiviteId: successeurId, messagerieId: made.id }
    await tx.boite.createMany({
      data: boites.map(({ adresse, genre, usage }) => ({ ...key, adresse, genre, usage })),
    })
    await tx.controle.createMany({
      data: controles.map(({ genre, etat, constate, controleLe }) => ({ ...key, genre, etat, constate, controleLe })),
    })
    await tx.migrationEtape.createMany({
      data: etapes.map(({ code, faiteLe, faiteParId }) => ({ ...key, code, faiteLe, faiteParId })),
    })
    await tx.journal("messagerie.reprise", {
      concerneId: successeurId,
      objet: `messagerie/${made.id}`,
      apres: { de: id, nom: messagerie.nom, boites: boites.length, etapes: etapes.length },
    })
  }
}
