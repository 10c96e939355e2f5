import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type LigneFacturee, lignesOf, listLignesFacturees } from "@/lib/indicateurs/queries/lignes.ts"
import { lignesFactureesExport } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { sheetResponse } from "@/lib/platform/sheet-response.ts"
import { type SheetColumn, sheetFile } from "@/lib/platform/table-file.ts"

const COLUMNS: readonly SheetColumn<LigneFacturee>[] = [
  { name: "Titre", kind: "text", of: ({ reference }) => reference },
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "Ligne", kind: "text", of: ({ libelle }) => libelle },
  { name: "Comment c’est calculé", kind: "text", of: ({ bases }) => bases },
  { name: "Service", kind: "text", of: ({ service }) => service },
  { name: "Code analytique", kind: "text", of: ({ codeAnalytique }) => codeAnalytique },
  { name: "Hors taxes", kind: "amount", of: ({ ht }) => ht },
]
/** Never cut: more than the country bills in a year. */
const EVERYTHING = 1_000_000

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, ...filter } = lignesFactureesExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  const exercice = filter.exercice ?? yearOf(today())
  const rows = await read(ctx, (tx) => listLignesFacturees(tx, lignesOf(filter, exercice), { limit: EVERYTHING }))
  return sheetResponse(await sheetFile(format, `lignes-facturees-${exercice}`, COLUMNS, rows))
}
