import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"
import { listRecus, type RecuRow } from "@/lib/reglements/queries/recus.ts"
import { recusExport } from "@/lib/reglements/schema.ts"
import { MOYEN_LABELS, RECU_LABELS } from "@/lib/reglements/types.ts"

const COLUMNS: readonly SheetColumn<RecuRow>[] = [
  { name: "Reçu le", kind: "day", of: ({ recuLe }) => recuLe },
  { name: "Payeur", kind: "text", of: ({ payeur }) => payeur },
  { name: "SIREN", kind: "text", of: ({ siren }) => siren },
  { name: "Référence", kind: "text", of: ({ reference }) => reference },
  { name: "Libellé", kind: "text", of: ({ libelle }) => libelle },
  { name: "Moyen", kind: "text", of: ({ moyen }) => MOYEN_LABELS[moyen] },
  { name: "État", kind: "text", of: ({ etat }) => RECU_LABELS[etat].word },
  { name: "Montant", kind: "amount", of: ({ montant }) => montant },
  { name: "À affecter", kind: "amount", of: ({ disponible }) => disponible },
]

/** What the comptable received, as the list is filtered. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, ...filter } = recusExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "paiements", filtre: filter, format, nom: `paiements-${filter.etat}`, columns: COLUMNS },
    rows: (tx, limit) => listRecus(tx, { ...filter, page: 1 }, limit),
  })
}
