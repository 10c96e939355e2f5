import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { EVERY_LIGNE, findCampagne, type LigneRow, listLignes } from "@/lib/cotisations/queries.ts"
import { lignesExport } from "@/lib/cotisations/schema.ts"
import { CAS_LABELS } from "@/lib/cotisations/types.ts"
import { formatDifference } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"
import { VOLET_LABELS } from "@/lib/titres/types.ts"

type Props = { params: Promise<{ campagne: string }> }

const COLUMNS: readonly SheetColumn<LigneRow>[] = [
  { name: "Collectivité", kind: "text", of: ({ nom }) => nom },
  { name: "Type", kind: "text", of: ({ type }) => TYPE_LABELS[type].one },
  { name: "Intercommunalité", kind: "text", of: ({ epci }) => epci },
  { name: "Document", kind: "text", of: ({ volet }) => VOLET_LABELS[volet] },
  { name: "Habitants", kind: "integer", of: ({ habitants }) => habitants },
  { name: "L’an dernier", kind: "amount", of: ({ montantPrecedent }) => montantPrecedent },
  { name: "Montant", kind: "amount", of: ({ montant }) => montant },
  {
    name: "Ce qui change",
    kind: "text",
    of: ({ ecarts }) => ecarts.map(({ quoi, ecart }) => `${quoi} (${formatDifference(ecart)})`).join(" ; "),
  },
  { name: "À regarder", kind: "text", of: ({ cas }) => cas.map((one) => CAS_LABELS[one]).join(" ; ") },
  { name: "Décision", kind: "text", of: ({ decision }) => decision },
  { name: "Motif", kind: "text", of: ({ decisionMotif }) => decisionMotif },
  { name: "Titre", kind: "integer", of: ({ numero }) => numero },
]

/** The preview as it is filtered, all of its pages. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const { campagne: id } = await params
  const { format, ...filter } = lignesExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  const found = isIdentifier(id) ? await read(ctx, (tx) => findCampagne(tx, id)) : null
  if (!found) return new Response(null, { status: 404 })
  return exportSheet(ctx, {
    ...{ objet: `campagne/${id}`, filtre: filter, format, nom: `cotisation-${found.exercice}`, columns: COLUMNS },
    rows: (tx) => listLignes(tx, id, { ...filter, page: 1 }, EVERY_LIGNE),
  })
}
