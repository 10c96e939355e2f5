import { notFound } from "next/navigation"
import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findImport, listLignes } from "@/lib/imports/queries/imports.ts"
import { lignesFilter } from "@/lib/imports/schema.ts"
import { ISSUE_LABELS, MAX_ROWS, VERDICT_LABELS } from "@/lib/imports/types.ts"
import { toCsv } from "@/lib/platform/csv.ts"

type Params = { params: Promise<{ import: string }> }

/** What is filtered on the screen, each line with its cause: to correct the file, or to keep as a report. */
export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const ctx = await agentContext()
  const { import: id } = await params
  const filter = lignesFilter(request.nextUrl.searchParams.get("lignes"))
  const found = await read(ctx, async (tx) => {
    const file = await findImport(tx, id)
    return file && { file, lignes: await listLignes(tx, file.id, filter, { number: 1, size: MAX_ROWS }) }
  })
  if (!found) return notFound()
  const rows = found.lignes.rows.map(({ ligne, verdict, issue, nom, donnees, erreurs, alerte }) => ({
    ...donnees,
    ligne,
    verdict: VERDICT_LABELS[verdict],
    resultat: issue ? ISSUE_LABELS[issue] : "",
    collectivite: nom ?? donnees.nom ?? "",
    causes: [...erreurs.map(({ message }) => message), alerte ?? ""].filter(Boolean).join(" "),
  }))
  const data = [...new Set(found.lignes.rows.flatMap(({ donnees }) => Object.keys(donnees)))]
  return new Response(toCsv(rows, ["ligne", "verdict", "resultat", "collectivite", "causes", ...data]), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="lignes-${found.file.genre}.csv"`,
      "cache-control": "no-store",
    },
  })
}
