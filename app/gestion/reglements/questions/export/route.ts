import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { dayInParis, today } from "@/lib/platform/dates.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"
import { listQuestions, type QuestionRow } from "@/lib/reglements/queries/questions.ts"
import { questionsExport } from "@/lib/reglements/schema.ts"
import { titreReference } from "@/lib/titres/rules.ts"

const COLUMNS: readonly SheetColumn<QuestionRow>[] = [
  { name: "Titre", kind: "text", of: titreReference },
  { name: "Collectivité", kind: "text", of: ({ nom }) => nom },
  { name: "Ligne", kind: "integer", of: ({ rang }) => rang },
  { name: "Dernier message", kind: "text", of: ({ texte }) => texte },
  { name: "Écrit le", kind: "day", of: ({ le }) => dayInParis(le) },
  { name: "État", kind: "text", of: ({ repondue }) => (repondue ? "répondue" : "à répondre") },
]

/** The last word of each question that the list keeps, all of its pages. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, ...filter } = questionsExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "questions", filtre: filter, format, nom: `questions-${today()}`, columns: COLUMNS },
    rows: (tx, limit) => listQuestions(tx, { ...filter, page: 1 }, limit),
  })
}
