import { read } from "@/lib/access/door.ts"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findConsultation } from "@/lib/consultations/queries/consultations.ts"
import { AVIS_LABELS } from "@/lib/consultations/types.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"

type Props = { params: Promise<{ consultation: string }> }

type Reponse = NonNullable<Awaited<ReturnType<typeof findConsultation>>>["reponses"][number]

const COLUMNS: readonly SheetColumn<Reponse>[] = [
  { name: "collectivite", kind: "text", of: ({ nom }) => nom },
  { name: "type", kind: "text", of: ({ type }) => type },
  { name: "habitants", kind: "integer", of: ({ habitants }) => habitants },
  { name: "reponse", kind: "text", of: ({ avis }) => AVIS_LABELS[avis] },
  { name: "choix", kind: "text", of: ({ choix }) => choix.join(" ; ") },
  { name: "commentaire", kind: "text", of: ({ commentaire }) => commentaire },
]

/** Every answer, for a spreadsheet. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const { consultation: id } = await params
  const found = isIdentifier(id) ? await read(ctx, (tx) => findConsultation(tx, id)) : null
  if (!found) return new Response(null, { status: 404 })
  return exportSheet(ctx, {
    ...{ objet: `consultation/${id}`, format: "csv", nom: "consultation", columns: COLUMNS },
    rows: async () => found.reponses,
  })
}
