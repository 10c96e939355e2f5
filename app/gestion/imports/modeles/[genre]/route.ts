import { notFound } from "next/navigation"
import { agentContext } from "@/lib/access/request.ts"
import { COLUMNS } from "@/lib/imports/rules/columns.ts"
import { importGenre } from "@/lib/imports/schema.ts"
import { toCsv } from "@/lib/platform/csv.ts"

type Params = { params: Promise<{ genre: string }> }

/** The columns of one kind of import, with an example to replace. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  await agentContext()
  const genre = importGenre.safeParse((await params).genre)
  if (!genre.success) return notFound()
  const { columns } = COLUMNS[genre.data]
  const example = Object.fromEntries(columns.map(({ name, example: value }) => [name, value]))
  return new Response(
    toCsv(
      [example],
      columns.map(({ name }) => name),
    ),
    {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="modele-${genre.data}.csv"`,
        "cache-control": "no-store",
      },
    },
  )
}
