import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { AvenantDemande, Changements } from "../types.ts"

type Of = { collectiviteId: string; souscriptionId: string }

/** All the changes that were asked for one souscription, newest first. */
export async function listDemandes(tx: Tx, { collectiviteId, souscriptionId }: Of): Promise<AvenantDemande[]> {
  const rows = await tx.avenantDemande.findMany({
    where: { collectiviteId, souscriptionId },
    include: { avenant: { select: { acteId: true } } },
    orderBy: { id: "desc" },
  })
  return rows.map(
    ({ id, etat, quantiteAvant, quantiteApres, changements, motif, demandeLe, demandeParId, reponse, ...row }) => ({
      ...{ id, etat, quantiteAvant, quantiteApres, motif, demandeLe, demandeParId, reponse },
      prolongeMois: row.prolongeMois,
      changements: asJson<Changements>(changements),
      effetLe: fromDatabase(row.effetLe),
      acteId: row.avenant?.acteId ?? null,
    }),
  )
}

/** Another collectivité's is null: the same answer as an unknown one. */
export const findDemande = async (tx: Tx, { id, ...of }: Of & { id: string }): Promise<AvenantDemande | null> =>
  (await listDemandes(tx, of)).find((one) => one.id === id) ?? null

export type DemandeAApprouver = { souscriptionId: string; service: string; motif: string; demandeLe: Date }

/** What waits for the élu of one collectivité. */
export async function listDemandesAApprouver(tx: Tx, collectiviteId: string): Promise<DemandeAApprouver[]> {
  const rows = await tx.avenantDemande.findMany({
    where: { collectiviteId, etat: "a_approuver" },
    select: {
      ...{ souscriptionId: true, motif: true, demandeLe: true },
      souscription: { select: { service: { select: { nom: true } } } },
    },
    orderBy: { demandeLe: "asc" },
  })
  return rows.map(({ souscription, ...row }) => ({ ...row, service: souscription.service.nom }))
}
