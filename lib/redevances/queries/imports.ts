import type { Tx } from "@/lib/access/door.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { SheetRow } from "@/lib/platform/sheet.ts"
import { type Correspondance, metresColumns } from "../rules/fichier/colonnes.ts"
import { judgeRows, type LigneJugee } from "../rules/fichier/lignes.ts"
import { claimableYears } from "../rules/prescription.ts"
import type { PatrimoineImportEtat } from "../types.ts"
import { listOperateurs } from "./reference.ts"

export type ImportFile = {
  id: string
  etat: PatrimoineImportEtat
  annee: number
  fichierNom: string
  creeLe: Date
  entetes: string[]
  correspondance: Correspondance
  lignes: LigneJugee[]
}

/** The file as read, with what is said of each row by the columns chosen and what is recorded today. */
export async function findImport(tx: Tx, collectiviteId: string, id: string): Promise<ImportFile | null> {
  const row = await tx.patrimoineImport.findUnique({ where: { collectiviteId_id: { collectiviteId, id } } })
  if (!row) return null
  const { etat, annee, fichierNom, creeLe } = row
  const correspondance = row.correspondance as Correspondance
  // A JSON column: the import wrote the headers, each a text.
  const entetes = row.entetes as string[]
  // What was recorded is kept with the import: judged again, its own statements would now stand in its way.
  const lignes =
    etat === "a_verifier"
      ? await judge(tx, { collectiviteId, annee, correspondance, entetes, rows: asJson<SheetRow[]>(row.lignes) })
      : ((row.bilan as { lignes?: LigneJugee[] }).lignes ?? [])
  return { ...{ id, etat, annee, fichierNom, creeLe, correspondance, lignes }, entetes }
}

type ToJudge = Pick<ImportFile, "annee" | "correspondance" | "entetes"> & {
  collectiviteId: string
  rows: readonly SheetRow[]
}

async function judge(tx: Tx, { collectiviteId, annee, correspondance, entetes, rows }: ToJudge): Promise<LigneJugee[]> {
  const etats = await tx.patrimoineEtat.findMany({
    where: { collectiviteId, remplaceLe: null },
    select: { operateurTelecomId: true, annee: true },
  })
  const [premiere = annee] = claimableYears(today())
  return judgeRows(rows, {
    ...{ correspondance, annee, enMetres: metresColumns(entetes) },
    operateurs: await listOperateurs(tx),
    existants: new Set(etats.map((etat) => `${etat.operateurTelecomId}/${etat.annee}`)),
    annees: { premiere, derniere: yearOf(today()) + 1 },
  })
}

export const listImports = (tx: Tx, collectiviteId: string) =>
  tx.patrimoineImport.findMany({
    where: { collectiviteId },
    select: { id: true, etat: true, annee: true, fichierNom: true, creeLe: true },
    orderBy: { creeLe: "desc" },
    take: 20,
  })
