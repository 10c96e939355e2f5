import type { WriteTx } from "@/lib/access/door.ts"
import { attachDocuments } from "@/lib/documents/commands/store.ts"

/** Of all the shared costs that a launched campaign asks for. */
export async function shareJustificatifsOf(tx: WriteTx, campagneId: string): Promise<void> {
  const rows = await tx.$queryRaw<(Shared & { payeurs: string[] })[]>`
    select p."depenseId", p.id as "partageId", array_agg(distinct l."collectiviteId")::text[] as payeurs
    from campagne_detail d join campagne_ligne l on l."collectiviteId" = d."collectiviteId" and l.id = d."ligneId"
    join partage p on p.id = substr(d.origine, 9)::uuid
    where l."campagneId" = ${campagneId}::uuid and l.tranche is not null and d.origine like 'partage/%' and p."depenseId" is not null
    group by 1, 2`
  for (const { payeurs, ...shared } of rows) await shareJustificatif(tx, shared, payeurs)
}

type Shared = { depenseId: string; partageId: string }

/** The supplier's bill goes to each payer's documents, beside the titre that asks for it: the same bytes, one more row. */
export async function shareJustificatif(
  tx: WriteTx,
  { depenseId, partageId }: Shared,
  payeurs: readonly string[],
): Promise<void> {
  const depense = await tx.depense.findUniqueOrThrow({ where: { id: depenseId }, include: { fichier: true } })
  const { fichier, fournisseur, libelle } = depense
  if (!fichier) return
  const { taille, empreinte, adresse, cleEnveloppee } = fichier
  const kept = { taille, empreinte, adresse, cleEnveloppee: Buffer.from(cleEnveloppee) }
  await attachDocuments(
    tx,
    [...new Set(payeurs)].map((collectiviteId) => ({
      collectiviteId,
      genre: "autre",
      objetId: depenseId,
      // As the lines that ask for it say where they come from: the page of the titre finds it.
      affaireId: partageId,
      titre: `Justificatif : ${libelle}, facture de ${fournisseur}`,
      nom: fichier.nom,
      mediaType: fichier.mediaType,
      kept,
    })),
  )
}
