import type { Tx } from "@/lib/access/door.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { SheetRow } from "@/lib/platform/sheet.ts"
import type { Correspondance } from "../rules/colonnes.ts"
import { cleDe, judgeLignes, type LigneJugee } from "../rules/import.ts"
import type { TelecomImportEtat } from "../types.ts"
import { listLignes } from "./lignes.ts"

export type LigneRelue = LigneJugee & { reprise?: boolean }
export type TelecomImportFile = {
  id: string
  etat: TelecomImportEtat
  fichierNom: string
  creeLe: Date
  entetes: string[]
  correspondance: Correspondance
  lignes: LigneRelue[]
}

/** The file as read, with what is said of each row by the columns chosen and by the inventory of today. */
export async function findTelecomImport(tx: Tx, collectiviteId: string, id: string): Promise<TelecomImportFile | null> {
  const row = await tx.telecomImport.findUnique({ where: { collectiviteId_id: { collectiviteId, id } } })
  if (!row) return null
  const correspondance = asJson<Correspondance>(row.correspondance)
  // What was taken is kept with the import: judged again, its own lines would now stand in its way.
  const lignes =
    row.etat === "a_relire"
      ? judgeLignes(asJson<SheetRow[]>(row.lignes), {
          correspondance,
          existantes: new Set((await listLignes(tx, collectiviteId)).map(cleDe)),
        })
      : (asJson<{ lignes?: LigneRelue[] }>(row.bilan).lignes ?? [])
  const { etat, fichierNom, creeLe } = row
  return { id, etat, fichierNom, creeLe, correspondance, lignes, entetes: asJson<string[]>(row.entetes) }
}

export const listTelecomImports = (tx: Tx, collectiviteId: string) =>
  tx.telecomImport.findMany({
    where: { collectiviteId, etat: { not: "laisse" } },
    select: { id: true, etat: true, fichierNom: true, creeLe: true },
    orderBy: { creeLe: "desc" },
    take: 10,
  })
