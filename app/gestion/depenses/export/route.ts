import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type DepenseRow, listDepenses } from "@/lib/partages/queries/depenses.ts"
import { GENERAL } from "@/lib/partages/queries/mutualises.ts"
import { depensesExport } from "@/lib/partages/schema.ts"
import { NATURE_LABELS } from "@/lib/partages/types.ts"
import { sheetResponse } from "@/lib/platform/sheet-response.ts"
import { type SheetColumn, sheetFile } from "@/lib/platform/table-file.ts"

const COLUMNS: readonly SheetColumn<DepenseRow>[] = [
  { name: "Exercice", kind: "integer", of: ({ exercice }) => exercice },
  { name: "Dépense", kind: "text", of: ({ libelle }) => libelle },
  { name: "Fournisseur", kind: "text", of: ({ fournisseur }) => fournisseur },
  { name: "Nature", kind: "text", of: ({ nature }) => NATURE_LABELS[nature] },
  { name: "Pilier", kind: "text", of: ({ pilier }) => pilier?.nom ?? GENERAL },
  { name: "Service", kind: "text", of: ({ service }) => service?.nom ?? null },
  { name: "Action du budget", kind: "text", of: ({ action }) => action?.nom ?? null },
  { name: "Engagement", kind: "text", of: ({ engagement }) => engagement?.libelle ?? null },
  { name: "Facturée le", kind: "day", of: ({ dateFacture }) => dateFacture },
  { name: "Hors taxes", kind: "amount", of: ({ montantHt }) => montantHt },
  { name: "TVA", kind: "amount", of: ({ montantTva }) => montantTva },
  { name: "Toutes taxes", kind: "amount", of: ({ montantHt, montantTva }) => montantHt + montantTva },
  { name: "Répartie par", kind: "text", of: ({ partage }) => partage?.libelle ?? null },
]
const EVERYTHING = 100_000

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, ...filter } = depensesExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  const rows = await read(ctx, (tx) => listDepenses(tx, filter, { limit: EVERYTHING }))
  return sheetResponse(await sheetFile(format, `depenses-${filter.exercice}`, COLUMNS, rows))
}
