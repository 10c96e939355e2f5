import type { WriteTx } from "@/lib/access/door.ts"
import { attachDocuments } from "@/lib/documents/commands/store.ts"

/** Of all the shared costs that a launched campaign asks for. */
export async function shareJustificatifsOf(tx: WriteTx, campagneId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ depenseId: string; payeurs: string[] }[]>`
    select p."depenseId", array_agg(distinct l."collectiviteId")::text[] as payeurs
    from campagne_detail d join campagne_ligne l on l."collectiviteId" = d."collectiviteId" and l.id = d."ligneId"
    join partage p on p.id = substr(d.origine, 9)::uuid
    where l."campagneId" = ${campagneId}::uuid and l.tranche is not null and d.origine like 'partage/%' and p."depenseId" is not null
    group by 1`
  for (const { depenseId, payeurs } of rows) await shareJustificatif(tx, depenseId, payeurs)
}

/** The supplier's bill goes to each payer's documents, beside the titre that asks for it: the same bytes, one more row. */
export async function shareJustificatif(tx: WriteTx, depenseId: string, payeurs: readonly string[]): Promise<void> {
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
      titre: `Justificatif : ${libelle}, facture de ${fournisseur}`,
      nom: fichier.nom,
      mediaType: fichier.mediaType,
      kept,
    })),
  )
}
