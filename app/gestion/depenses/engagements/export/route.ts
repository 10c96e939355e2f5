import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type EngagementRow, listEngagements } from "@/lib/partages/queries/engagements.ts"
import { GENERAL } from "@/lib/partages/queries/mutualises.ts"
import { depensesExport } from "@/lib/partages/schema.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"

const COLUMNS: readonly SheetColumn<EngagementRow>[] = [
  { name: "Exercice", kind: "integer", of: ({ exercice }) => exercice },
  { name: "Commande", kind: "text", of: ({ libelle }) => libelle },
  { name: "Fournisseur", kind: "text", of: ({ fournisseur }) => fournisseur },
  { name: "Numéro", kind: "text", of: ({ reference }) => reference },
  { name: "Pilier", kind: "text", of: ({ pilier }) => pilier?.nom ?? GENERAL },
  { name: "Service", kind: "text", of: ({ service }) => service?.nom ?? null },
  { name: "Action du budget", kind: "text", of: ({ action }) => action?.nom ?? null },
  { name: "Engagé le", kind: "day", of: ({ engageLe }) => engageLe },
  { name: "Soldé le", kind: "day", of: ({ soldeLe }) => soldeLe },
  { name: "Hors taxes", kind: "amount", of: ({ montantHt }) => montantHt },
  { name: "Facturé", kind: "amount", of: ({ facture }) => facture },
  { name: "À facturer", kind: "amount", of: ({ reste }) => reste },
]

export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, ...filter } = depensesExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "engagements", filtre: filter, format, nom: `engagements-${filter.exercice}`, columns: COLUMNS },
    rows: (tx, limit) => listEngagements(tx, filter, { limit }),
  })
}
