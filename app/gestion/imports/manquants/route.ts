import { agentContext } from "@/lib/access/request.ts"
import { exportManquants } from "@/lib/imports/commands/export-manquants.ts"
import { toCsv } from "@/lib/platform/csv.ts"
import { today } from "@/lib/platform/dates.ts"

const COLUMNS = [
  "identifiant",
  "nom",
  "code_insee",
  "siren",
  "siret",
  "adresse",
  "code_postal",
  "ville",
  "courriel_officiel",
  "telephone",
] as const

/** The members to complete, in the columns of the import that takes them back. */
export async function GET(): Promise<Response> {
  const rows = await exportManquants(await agentContext())
  const lines = rows.map((row) => ({
    identifiant: row.identifiant,
    nom: row.nom,
    code_insee: row.codeInsee ?? "",
    siren: row.siren ?? "",
    siret: row.siret ?? "",
    adresse: row.adresse ?? "",
    code_postal: row.codePostal ?? "",
    ville: row.ville ?? "",
    courriel_officiel: row.courrielOfficiel ?? "",
    telephone: row.telephone ?? "",
  }))
  return new Response(toCsv(lines, COLUMNS), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="membres-a-completer-${today()}.csv"`,
      "cache-control": "no-store",
    },
  })
}
