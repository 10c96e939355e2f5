import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { CAMPAGNE_LABELS } from "@/lib/cotisations/types.ts"
import { type AFacturerRow, listAFacturer } from "@/lib/indicateurs/queries/facturation.ts"
import { exportFilter } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { sheetResponse } from "@/lib/platform/sheet-response.ts"
import { type SheetColumn, sheetFile } from "@/lib/platform/table-file.ts"
import { VOLET_LABELS } from "@/lib/titres/types.ts"

const COLUMNS: readonly SheetColumn<AFacturerRow>[] = [
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "Campagne ou coût partagé", kind: "text", of: ({ source }) => source },
  { name: "Volet", kind: "text", of: ({ volet }) => VOLET_LABELS[volet] },
  { name: "État", kind: "text", of: ({ etat }) => (etat ? CAMPAGNE_LABELS[etat].word : "part à facturer") },
  { name: "Montant", kind: "amount", of: ({ montant }) => montant },
]
/** The country, three documents each. */
const EVERYTHING = 200_000

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, exercice = yearOf(today()) } = exportFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  const rows = await read(ctx, (tx) => listAFacturer(tx, exercice, 1, EVERYTHING))
  return sheetResponse(await sheetFile(format, `a-facturer-${exercice}`, COLUMNS, rows))
}
