import type { Tx } from "@/lib/access/door.ts"
import { listEpciChoices } from "@/lib/collectivites/queries/register.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"

export type Evolution = { key: string; le: CalendarDate; fait: string; fondement: string; publicId: string | null }

/** What this body went through, newest first: who took over, whom it took over, its names and intercommunalités. */
export async function listEvolutions(tx: Tx, id: string): Promise<Evolution[]> {
  const successions = await tx.succession.findMany({
    where: { OR: [{ predecesseurId: id }, { successeurId: id }] },
    include: {
      predecesseur: { select: { id: true, nom: true, publicId: true } },
      successeur: { select: { id: true, nom: true, publicId: true } },
    },
  })
  const appartenances = await tx.appartenanceEpci.findMany({ where: { concerneId: id } })
  const evolutions = [
    ...successions.map(({ predecesseur, successeur, le, source }): Evolution => {
      const gone = predecesseur.id === id
      const other = gone ? successeur : predecesseur
      return {
        key: `${predecesseur.id}:${successeur.id}`,
        le: fromDatabase(le),
        fait: gone ? `Devient ${successeur.nom}` : `Succède à ${predecesseur.nom}`,
        fondement: source,
        publicId: other.publicId,
      }
    }),
    ...appartenances.map(
      ({ id: key, depuis, epciNom, fondement }): Evolution => ({
        ...{ key, fondement, le: fromDatabase(depuis), publicId: null },
        fait: epciNom ? `Rejoint ${epciNom}` : "Quitte son intercommunalité",
      }),
    ),
  ]
  return evolutions.sort((a, b) => (a.le < b.le ? 1 : a.le > b.le ? -1 : 0))
}

export type Choice = { value: string; label: string }

const choice = ({ publicId, nom }: { publicId: string; nom: string }): Choice => ({ value: publicId, label: nom })

/** Communes with which this one may merge: those of its department, its own intercommunalité first. */
export async function listNeighbours(
  tx: Tx,
  { id, epciId, departement }: { id: string; epciId: string | null; departement: string },
): Promise<{ proches: Choice[]; autres: Choice[] }> {
  const rows = await tx.collectivite.findMany({
    where: { type: "commune", departement, id: { not: id }, successeurs: { none: {} } },
    select: { publicId: true, nom: true, epciId: true },
    orderBy: { nomPlie: "asc" },
  })
  return {
    proches: rows.filter((row) => epciId !== null && row.epciId === epciId).map(choice),
    autres: rows.filter((row) => epciId === null || row.epciId !== epciId).map(choice),
  }
}

export const listEpci = async (tx: Tx): Promise<Choice[]> => (await listEpciChoices(tx)).map(choice)
