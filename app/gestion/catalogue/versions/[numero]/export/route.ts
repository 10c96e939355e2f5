import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findVersion } from "@/lib/catalogue/queries/versions.ts"
import { MATURITE_LABELS, TARIF_MODE_LABELS } from "@/lib/catalogue/types.ts"
import { csvResponse } from "@/lib/platform/sheet-response.ts"

type Props = { params: Promise<{ numero: string }> }

const COLUMNS = [
  "domaine",
  "service",
  "cout",
  "prix",
  "maturite",
  "pour_qui",
  "prestataire",
  "fin_du_contrat",
  "documents",
]

/** A published version as a table: what is annexed, for a spreadsheet. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const ctx = await agentContext()
  const { numero } = await params
  const version = /^\d{1,6}$/.test(numero) ? await read(ctx, (tx) => findVersion(tx, Number(numero))) : null
  if (!version) return new Response(null, { status: 404 })
  const rows = version.services.map((service) => ({
    domaine: service.pilier,
    service: service.nom,
    cout: TARIF_MODE_LABELS[service.mode],
    prix: service.tarifs
      .map(({ genre, prixUnitaire, unite }) => `${genre} : ${prixUnitaire} € HT par ${unite}`)
      .join(" ; "),
    maturite: MATURITE_LABELS[service.maturite],
    pour_qui: service.pourQui,
    prestataire: service.prestataire ?? "",
    fin_du_contrat: service.contratJusqua ?? "",
    documents: (service.documents ?? [])
      .map((document) => ("adresse" in document ? document.adresse : `${document.nom} SHA-256 ${document.empreinte}`))
      .join(" ; "),
  }))
  return csvResponse(`catalogue-version-${version.numero}`, rows, COLUMNS)
}
