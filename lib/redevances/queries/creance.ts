import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, today } from "@/lib/platform/dates.ts"
import { sum } from "@/lib/platform/money.ts"
import type { CreanceEtat } from "../types.ts"
import { findRedevances } from "./commune.ts"
import { findCreancier, findEtat, listSuivis } from "./dossier.ts"
import { listTauxLegaux } from "./reference.ts"
import { listTitres } from "./titres.ts"

type Frozen = { etapes: string[]; source: string; lignes: LigneFigee[] }
export type LigneFigee = {
  nature: "souterrain" | "aerien" | "emprise"
  domaine: "routier" | "non_routier"
  quantite: string
  unite: string
  taux: string
  montant: string
}

export type CreanceFile = {
  id: string
  annee: number
  operateur: {
    id: string
    nom: string
    siren: string | null
    adresse: string | null
    codePostal: string | null
    ville: string | null
  }
  etat: CreanceEtat
  montant: bigint
  paye: bigint
  calcul: Frozen
  deliberation: { numero: string | null; adopteeLe: CalendarDate | null; exigibleLe: CalendarDate }
  exigibleLe: CalendarDate
  envoyeeLe: CalendarDate | null
  echeance: CalendarDate | null
  version: number
}

/** The claim on one operator for one year that was not given up. */
export async function findCreance(
  tx: Tx,
  collectiviteId: string,
  annee: number,
  operateurTelecomId: string,
): Promise<CreanceFile | null> {
  const row = await tx.creanceRodp.findFirst({
    where: { collectiviteId, annee, operateurTelecomId, etat: { not: "abandonnee" } },
    include: { operateurTelecom: true, deliberation: true, suivis: { select: { montantPaye: true } } },
  })
  if (!row) return null
  const { id, nom, siren, adresse, codePostal, ville } = row.operateurTelecom
  return {
    ...{ id: row.id, annee, etat: row.etat, montant: row.montant, version: row.version },
    operateur: { id, nom, siren, adresse, codePostal, ville },
    paye: sum(row.suivis.map(({ montantPaye }) => montantPaye)),
    // Written by freeze() of commands/creance.ts, and never changed since: the database refuses.
    calcul: row.calcul as Frozen,
    deliberation: {
      numero: row.deliberation.numero,
      adopteeLe: row.deliberation.adopteeLe && fromDatabase(row.deliberation.adopteeLe),
      exigibleLe: fromDatabase(row.exigibleLe),
    },
    exigibleLe: fromDatabase(row.exigibleLe),
    envoyeeLe: row.envoyeeLe && fromDatabase(row.envoyeeLe),
    echeance: row.echeance && fromDatabase(row.echeance),
  }
}

/** All that the page of one year and operator shows; null when nothing was ever declared. */
export async function findDossier(tx: Tx, collectiviteId: string, annee: number, operateurId: string) {
  const { lignes, anomalies } = await findRedevances(tx, collectiviteId, today())
  const ligne = lignes.find((one) => one.annee === annee && one.operateurId === operateurId)
  const etat = await findEtat(tx, collectiviteId, annee, operateurId)
  if (!ligne || !etat) return null
  const creance = await findCreance(tx, collectiviteId, annee, operateurId)
  return {
    ...{ ligne, etat, creance },
    anomalies: anomalies.filter((one) => one.annee === annee && one.operateurId === operateurId),
    titres: creance ? await listTitres(tx, collectiviteId, creance.id) : [],
    suivis: creance ? await listSuivis(tx, collectiviteId, creance.id) : [],
    tauxLegaux: await listTauxLegaux(tx),
    declaredNext: lignes.some((one) => one.annee === annee + 1 && one.operateurId === operateurId),
  }
}
export type Dossier = NonNullable<Awaited<ReturnType<typeof findDossier>>>

/** What a letter is made of. */
export async function findPaper(tx: Tx, collectiviteId: string, annee: number, operateurId: string) {
  const creance = await findCreance(tx, collectiviteId, annee, operateurId)
  const creancier = await findCreancier(tx, collectiviteId)
  return creance && creancier ? { creance, creancier } : null
}
