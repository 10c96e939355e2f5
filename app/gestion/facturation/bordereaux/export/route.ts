import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type BordereauRow, listBordereaux } from "@/lib/indicateurs/queries/facturation.ts"
import { exportFilter } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"
import { BORDEREAU_LABELS } from "@/lib/titres/types.ts"

const columns = (exercice: number): readonly SheetColumn<BordereauRow>[] => [
  { name: "Exercice", kind: "integer", of: () => exercice },
  { name: "Bordereau", kind: "integer", of: ({ bordereau }) => bordereau },
  { name: "Contient", kind: "text", of: ({ genre }) => BORDEREAU_LABELS[genre].pieces },
  { name: "Série", kind: "text", of: ({ serie }) => serie },
  { name: "Pièces", kind: "integer", of: ({ titres }) => titres },
  { name: "Montant", kind: "amount", of: ({ montant }) => montant },
  { name: "À envoyer", kind: "integer", of: ({ aEnvoyer }) => aEnvoyer },
  { name: "Refusées", kind: "integer", of: ({ refuses }) => refuses },
]

/** Every bordereau of an exercice. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, exercice = yearOf(today()) } = exportFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "bordereaux", filtre: { exercice }, format, nom: `bordereaux-${exercice}`, columns: columns(exercice) },
    rows: (tx, limit) => listBordereaux(tx, exercice, limit),
  })
}
