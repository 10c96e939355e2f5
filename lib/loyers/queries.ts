import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"

export type InfrastructureFile = Awaited<ReturnType<typeof listInfrastructures>>[number]
export type ContratFile = InfrastructureFile["contrats"][number]

/** Estates and parks with what proves them, who is there and at what price. */
export async function listInfrastructures(tx: Tx, collectiviteId: string) {
  const rows = await tx.infrastructureTelecom.findMany({
    where: { collectiviteId },
    include: {
      preuves: { include: { document: { select: { id: true, etat: true } } }, orderBy: { date: "asc" } },
      contrats: {
        include: { operateurTelecom: { select: { nom: true } }, revisions: { orderBy: { effet: "asc" } } },
        orderBy: { debut: "asc" },
      },
    },
    orderBy: { nom: "asc" },
    take: 200,
  })
  return rows.map(({ preuves, contrats, ...row }) => ({
    ...{ id: row.id, nom: row.nom, genre: row.genre, lieu: row.lieu, metres: row.metres },
    preuves: preuves.map((one) => ({ ...one, date: fromDatabase(one.date) })),
    contrats: contrats.map((one) => ({
      ...{ id: one.id, reference: one.reference, metres: one.metres, operateur: one.operateurTelecom.nom },
      tarifMetre: decimal(one.tarifMetre.toString()),
      indice: one.indice,
      indiceBase: one.indiceBase && decimal(one.indiceBase.toString()),
      debut: fromDatabase(one.debut),
      fin: one.fin && fromDatabase(one.fin),
      revisions: one.revisions.map(({ id, effet, tarifMetre, motif }) => ({
        ...{ id, motif },
        effet: fromDatabase(effet),
        tarifMetre: decimal(tarifMetre.toString()),
      })),
    })),
  }))
}
