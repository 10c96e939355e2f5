import type { NextRequest } from "next/server"
import type { Tx } from "@/lib/access/door.ts"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type CalendarDate, calendarDate, today } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { formatInput } from "@/lib/platform/sheet-input.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"
import { listEnRetard, planRelances, type TitreEnRetard } from "@/lib/reglements/queries/relances.ts"
import { titreReference } from "@/lib/titres/rules.ts"

type Row = TitreEnRetard & { prochaine: { rang: number; le: CalendarDate } | null }

const COLUMNS: readonly SheetColumn<Row>[] = [
  { name: "Titre", kind: "text", of: titreReference },
  { name: "Collectivité", kind: "text", of: ({ nom }) => nom },
  { name: "Objet", kind: "text", of: ({ objet }) => objet },
  { name: "Échéance", kind: "day", of: ({ echeance }) => calendarDate(echeance) },
  { name: "Reste dû", kind: "amount", of: ({ reste }): Cents => reste },
  { name: "Relances parties", kind: "integer", of: ({ envoyees }) => envoyees.length },
  { name: "Prochaine relance", kind: "day", of: ({ prochaine }) => prochaine?.le ?? null },
  { name: "En pause", kind: "text", of: ({ enPause }) => (enPause ? "oui" : null) },
  { name: "Question en attente", kind: "text", of: ({ question }) => (question ? "oui" : null) },
]

/** Every titre that is late, and the reminder that comes next. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format } = formatInput.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "titres-en-retard", format, nom: `titres-en-retard-${today()}`, columns: COLUMNS, rows: listLate },
  })
}

async function listLate(tx: Tx): Promise<Row[]> {
  const late = await listEnRetard(tx, today())
  const { relancesJours } = await tx.operateur.findFirstOrThrow({ select: { relancesJours: true } })
  const planned = new Map(planRelances(late, relancesJours).map((one) => [one.titreId, one]))
  return late.map((row) => ({ ...row, prochaine: planned.get(row.titreId) ?? null }))
}
