import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import { sum } from "@/lib/platform/money.ts"
import type { Debiteur } from "../types.ts"
import { listDeskByIds } from "./desk.ts"
import { findTitreToCorrect, listCorrections } from "./projets.ts"

/** Everything that the staff's page of one titre says; null for an unknown one. */
export async function findDeskTitre(tx: Tx, titreId: string) {
  const known = await tx.titreNumero.findUnique({ where: { titreId }, select: { debiteurId: true } })
  if (!known) return null
  const collectiviteId = known.debiteurId
  const [row] = await listDeskByIds(tx, [titreId])
  const rest = await findTitreToCorrect(tx, titreId)
  const titre = await tx.titre.findUnique({
    where: { collectiviteId_id: { collectiviteId, id: titreId } },
    include: {
      lignes: { orderBy: { rang: "asc" } },
      suivis: { orderBy: [{ le: "desc" }, { id: "desc" }] },
      corrige: { select: { id: true, exercice: true, serie: true, numero: true } },
      depots: { select: { id: true } },
      projetsCorrection: { where: { etat: "propose" }, select: { id: true } },
    },
  })
  if (!row || !rest || !titre) return null
  const document = await tx.document.findFirst({
    where: { collectiviteId, genre: "titre", objetId: titreId },
    select: { id: true },
  })
  const piliers = new Map(
    (await tx.pilier.findMany({ select: { id: true, nom: true } })).map(({ id, nom }) => [id, nom]),
  )
  return {
    ...row,
    ...titre,
    dateEmission: row.dateEmission,
    echeance: fromDatabase(titre.echeance),
    debiteur: asJson<Debiteur>(titre.debiteur),
    net: sum([row.montant, -row.corrige]),
    lignes: rest.lignes.map((ligne, index) => ({
      ...ligne,
      bases: titre.lignes[index]?.bases ?? "",
      beneficiaire: ligne.beneficiaireId === collectiviteId ? null : ligne.beneficiaireNom,
      pilier: ligne.pilierId && (piliers.get(ligne.pilierId) ?? null),
    })),
    corrections: await listCorrections(tx, collectiviteId, titreId),
    depotId: titre.depots[0]?.id ?? null,
    projetId: titre.projetsCorrection[0]?.id ?? null,
    documentId: document?.id ?? null,
  }
}
export type DeskTitre = NonNullable<Awaited<ReturnType<typeof findDeskTitre>>>
