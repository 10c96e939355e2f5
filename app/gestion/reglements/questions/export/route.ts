import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { dayInParis, today } from "@/lib/platform/dates.ts"
import { sheetResponse } from "@/lib/platform/sheet-response.ts"
import { type SheetColumn, sheetFile } from "@/lib/platform/table-file.ts"
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
const EVERYTHING = 100_000

/** The last word of each question that the list keeps, all of its pages. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, ...filter } = questionsExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  const rows = await read(ctx, (tx) => listQuestions(tx, { ...filter, page: 1 }, EVERYTHING))
  return sheetResponse(await sheetFile(format, `questions-${today()}`, COLUMNS, rows))
}
