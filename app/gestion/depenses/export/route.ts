import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type DepenseRow, listDepenses } from "@/lib/partages/queries/depenses.ts"
import { GENERAL } from "@/lib/partages/queries/mutualises.ts"
import { depensesExport } from "@/lib/partages/schema.ts"
import { NATURE_LABELS } from "@/lib/partages/types.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"

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

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, ...filter } = depensesExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "depenses", filtre: filter, format, nom: `depenses-${filter.exercice}`, columns: COLUMNS },
    rows: (tx, limit) => listDepenses(tx, filter, { limit }),
  })
}
