import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { CAMPAGNE_LABELS } from "@/lib/cotisations/types.ts"
import { type AFacturerRow, listAFacturer } from "@/lib/indicateurs/queries/facturation.ts"
import { exportFilter } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"
import { VOLET_LABELS } from "@/lib/titres/types.ts"

const COLUMNS: readonly SheetColumn<AFacturerRow>[] = [
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "Campagne ou coût partagé", kind: "text", of: ({ source }) => source },
  { name: "Volet", kind: "text", of: ({ volet }) => VOLET_LABELS[volet] },
  { name: "État", kind: "text", of: ({ etat }) => (etat ? CAMPAGNE_LABELS[etat].word : "part à facturer") },
  { name: "Montant", kind: "amount", of: ({ montant }) => montant },
]

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, exercice = yearOf(today()) } = exportFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "a-facturer", filtre: { exercice }, format, nom: `a-facturer-${exercice}`, columns: COLUMNS },
    rows: (tx, limit) => listAFacturer(tx, exercice, 1, limit),
  })
}
