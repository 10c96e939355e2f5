import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findConsultation } from "@/lib/consultations/queries/consultations.ts"
import { AVIS_LABELS } from "@/lib/consultations/types.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { csvResponse } from "@/lib/platform/sheet-response.ts"

type Props = { params: Promise<{ consultation: string }> }

const COLUMNS = ["collectivite", "type", "habitants", "reponse", "choix", "commentaire"]

/** Every answer, for a spreadsheet. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const { consultation: id } = await params
  const found = isIdentifier(id) ? await read(ctx, (tx) => findConsultation(tx, id)) : null
  if (!found) return new Response(null, { status: 404 })
  const rows = found.reponses.map(({ nom, type, habitants, avis, choix, commentaire }) => ({
    ...{ collectivite: nom, type, habitants: habitants ?? "", reponse: AVIS_LABELS[avis] },
    ...{ choix: choix.join(" ; "), commentaire: commentaire ?? "" },
  }))
  return csvResponse("consultation", rows, COLUMNS)
}
