import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type LigneFacturee, lignesOf, listLignesFacturees } from "@/lib/indicateurs/queries/lignes.ts"
import { lignesFactureesExport } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"

const COLUMNS: readonly SheetColumn<LigneFacturee>[] = [
  { name: "Titre", kind: "text", of: ({ reference }) => reference },
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "Ligne", kind: "text", of: ({ libelle }) => libelle },
  { name: "Comment c’est calculé", kind: "text", of: ({ bases }) => bases },
  { name: "Service", kind: "text", of: ({ service }) => service },
  { name: "Code analytique", kind: "text", of: ({ codeAnalytique }) => codeAnalytique },
  { name: "Hors taxes", kind: "amount", of: ({ ht }) => ht },
]

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, ...filter } = lignesFactureesExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  const exercice = filter.exercice ?? yearOf(today())
  return exportSheet(ctx, {
    ...{ objet: "lignes-facturees", filtre: { ...filter, exercice }, format, nom: `lignes-facturees-${exercice}` },
    ...{ columns: COLUMNS, rows: (tx, limit) => listLignesFacturees(tx, lignesOf(filter, exercice), { limit }) },
  })
}
