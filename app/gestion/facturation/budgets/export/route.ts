import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type BudgetPeriode, listBudgets } from "@/lib/indicateurs/queries/budgets.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatInput } from "@/lib/platform/sheet-input.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"

const COLUMNS: readonly SheetColumn<BudgetPeriode>[] = [
  { name: "Période", kind: "text", of: ({ nom }) => nom },
  { name: "Remplacé le", kind: "day", of: ({ closLe }) => closLe && dayInParis(closLe) },
  { name: "Budget", kind: "amount", of: ({ budget }) => budget },
  { name: "Dépensé", kind: "amount", of: ({ depense }) => depense },
  { name: "Commandé, à facturer", kind: "amount", of: ({ resteEngage }) => resteEngage },
  { name: "Services facturés", kind: "amount", of: ({ facture }) => facture },
  { name: "Cotisations", kind: "amount", of: ({ cotisation }) => cotisation },
]

/** Every budget there was, in its years' figures. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format } = formatInput.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, { objet: "budgets", format, nom: "budgets", columns: COLUMNS, rows: listBudgets })
}
