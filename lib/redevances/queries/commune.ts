import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { decimal, sum } from "@/lib/platform/money.ts"
import { type Anomalie, findAnomalies, type Voisinage } from "../rules/anomalies.ts"
import type { LignePatrimoine } from "../rules/assiette.ts"
import { claimableYears } from "../rules/prescription.ts"
import {
  type Creance,
  type Deliberation,
  type EtatDeclare,
  type LigneRedevance,
  situationOf,
} from "../rules/situation.ts"
import { listBaremes, tauxOf } from "./reference.ts"

export type CommuneRedevances = {
  lignes: LigneRedevance[]
  anomalies: Anomalie[]
  deliberations: Deliberation[]
}

/** All that one collectivité is owed, was owed and has received, computed as of `today`. */
export async function findRedevances(tx: Tx, collectiviteId: string, today: CalendarDate): Promise<CommuneRedevances> {
  const baremes = await listBaremes(tx)
  const deliberations = await listAdopted(tx, collectiviteId)
  const etats = await listEtats(tx, collectiviteId)
  const creances = await listCreances(tx, collectiviteId)
  const voisins = await listVoisinage(tx, collectiviteId)
  return {
    lignes: situationOf({ etats, creances, baremes, deliberations }, today),
    anomalies: findAnomalies({ etats, voisins, annees: claimableYears(today) }),
    deliberations,
  }
}

export async function listAdopted(tx: Tx, collectiviteId: string): Promise<Deliberation[]> {
  const rows = await tx.deliberationRodp.findMany({
    where: { collectiviteId, adopteeLe: { not: null } },
    orderBy: [{ annee: "desc" }, { adopteeLe: "desc" }],
  })
  return rows.map(({ souterrainKm, aerienKm, empriseM2, nonRoutierKm, nonRoutierM2, adopteeLe, ...row }) => ({
    ...row,
    taux:
      souterrainKm && aerienKm && empriseM2 && nonRoutierKm && nonRoutierM2
        ? tauxOf({ souterrainKm, aerienKm, empriseM2, nonRoutierKm, nonRoutierM2 })
        : null,
    adopteeLe: fromDatabase(adopteeLe ?? row.creeLe),
  }))
}

/** The statements that count, newest first. */
export async function listEtats(tx: Tx, collectiviteId: string): Promise<EtatDeclare[]> {
  const rows = await tx.patrimoineEtat.findMany({
    where: { collectiviteId, remplaceLe: null },
    include: { lignes: { orderBy: { rang: "asc" } }, operateurTelecom: { select: { nom: true } } },
    orderBy: [{ annee: "desc" }],
  })
  return rows.map((row) => ({
    id: row.id,
    annee: row.annee,
    operateurId: row.operateurTelecomId,
    operateur: row.operateurTelecom.nom,
    recuLe: fromDatabase(row.recuLe),
    lignes: row.lignes.map(ligneOf),
  }))
}

type LigneRow = {
  nature: LignePatrimoine["nature"]
  domaine: LignePatrimoine["domaine"]
  quantite: { toString(): string }
  fourreaux: number
  lieu: string | null
  depuis: Date | null
  jusqua: Date | null
}

export const ligneOf = ({ nature, domaine, quantite, fourreaux, lieu, depuis, jusqua }: LigneRow) => ({
  ...{ nature, domaine, fourreaux, lieu },
  quantite: decimal(quantite.toString()),
  depuis: depuis && fromDatabase(depuis),
  jusqua: jusqua && fromDatabase(jusqua),
})

async function listCreances(tx: Tx, collectiviteId: string): Promise<Creance[]> {
  const rows = await tx.creanceRodp.findMany({
    where: { collectiviteId, etat: { not: "abandonnee" } },
    include: { operateurTelecom: { select: { nom: true } }, suivis: { select: { montantPaye: true } } },
  })
  return rows.map((row) => ({
    ...{ id: row.id, annee: row.annee, etat: row.etat, montant: row.montant },
    operateurId: row.operateurTelecomId,
    operateur: row.operateurTelecom.nom,
    paye: sum(row.suivis.map(({ montantPaye }) => montantPaye)),
    exigibleLe: fromDatabase(row.exigibleLe),
    echeance: row.echeance && fromDatabase(row.echeance),
  }))
}

/** What the communes of the same EPCI hear from operators, as counts. */
export async function listVoisinage(tx: Tx, collectiviteId: string): Promise<Voisinage[]> {
  return tx.$queryRaw<Voisinage[]>`
    select v."operateurTelecomId" as "operateurId", o.nom as operateur, v.annee, v.communes
    from collectivite c cross join lateral portail_redevances_voisins(c."epciId") v
    join operateur_telecom o on o.id = v."operateurTelecomId"
    where c.id = ${collectiviteId}::uuid and c."epciId" is not null`
}
