import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { DevisPropose } from "../types.ts"

/** All that were given for one souscription, newest first. */
export async function listDevis(tx: Tx, collectiviteId: string, souscriptionId: string): Promise<DevisPropose[]> {
  const rows = await tx.devis.findMany({ where: { collectiviteId, souscriptionId }, orderBy: { rang: "desc" } })
  return rows.map(devisOf)
}

/** Another collectivité's is null: the same answer as an unknown one. */
export async function findDevis(
  tx: Tx,
  { collectiviteId, souscriptionId, id }: { collectiviteId: string; souscriptionId: string; id: string },
): Promise<DevisPropose | null> {
  const row = await tx.devis.findFirst({ where: { collectiviteId, souscriptionId, id } })
  return row && devisOf(row)
}

type Row = Awaited<ReturnType<Tx["devis"]["findFirstOrThrow"]>>

const devisOf = (row: Row): DevisPropose => {
  const { id, rang, etat, optionId, contenu, quantite, unite, documentId, creeLe, decideLe, motif } = row
  return {
    ...{ id, rang, etat, optionId, contenu, quantite, unite, documentId, creeLe, decideLe, motif },
    prix: {
      prixUnitaire: decimal(row.prixUnitaire.toString()),
      ...{ periodicite: row.periodicite, categorieTva: row.categorieTva },
      tauxTva: decimal(row.tauxTva.toString()),
    },
    valableJusquau: fromDatabase(row.valableJusquau),
  }
}
