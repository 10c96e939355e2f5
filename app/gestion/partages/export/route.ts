import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listParts, type PartExport } from "@/lib/partages/queries/partages.ts"
import { CLE_LABELS, PARTAGE_LABELS } from "@/lib/partages/types.ts"
import { formatInput } from "@/lib/platform/sheet-input.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"

const COLUMNS: readonly SheetColumn<PartExport>[] = [
  { name: "Exercice", kind: "integer", of: ({ exercice }) => exercice },
  { name: "Coût partagé", kind: "text", of: ({ libelle }) => libelle },
  { name: "Service", kind: "text", of: ({ service }) => service },
  { name: "Clé", kind: "text", of: ({ cle }) => CLE_LABELS[cle] },
  { name: "État", kind: "text", of: ({ etat }) => PARTAGE_LABELS[etat].word },
  { name: "Bénéficiaire", kind: "text", of: ({ beneficiaire }) => beneficiaire },
  { name: "Payeur", kind: "text", of: ({ payeur }) => payeur },
  { name: "Comment la part est trouvée", kind: "text", of: ({ explication }) => explication },
  { name: "Coût réparti", kind: "amount", of: ({ cout }) => cout },
  { name: "Part", kind: "amount", of: ({ montant }) => montant },
  { name: "Titre", kind: "text", of: ({ titre }) => titre },
]

/** Every share of every cost, and the titre that asks for it. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format } = formatInput.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "couts-partages", format, nom: "couts-partages", columns: COLUMNS, rows: listParts },
  })
}
