import type { NextRequest } from "next/server"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { csvResponse } from "@/lib/platform/sheet-response.ts"
import { exportCommunes } from "@/lib/redevances/commands/export-communes.ts"
import { deskFilter } from "@/lib/redevances/schema.ts"

const COLUMNS = [
  "commune",
  "intercommunalite",
  "etats",
  "reste_du",
  "demande",
  "recu",
  "en_jeu",
  "perdu",
  "sans_bareme",
]

/** All the communes that the filters keep. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const filter = deskFilter.parse(Object.fromEntries(request.nextUrl.searchParams))
  const euros = (cents: bigint) => toEuros(cents).replace(".", ",")
  const rows = (await exportCommunes(ctx, filter)).map((row) => ({
    ...{ commune: row.nom, intercommunalite: row.epci ?? "", etats: row.etats, sans_bareme: row.sansBareme },
    ...{ reste_du: euros(row.du), demande: euros(row.demande), recu: euros(row.recu) },
    ...{ en_jeu: euros(row.enJeu), perdu: euros(row.perdu) },
  }))
  return csvResponse(`redevances-${today()}`, rows, COLUMNS)
}
