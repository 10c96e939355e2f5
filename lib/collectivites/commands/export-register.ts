import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { listRegister, type RegisterRow } from "../queries/register.ts"
import type { RegisterFilter } from "../schema.ts"
import { STATUT_LABELS, TYPE_LABELS } from "../types.ts"

/** More than the country has: an export is never cut. */
const EVERYTHING = 100_000

type Line = Record<string, string | number>

const COLUMNS: Readonly<Record<string, (row: RegisterRow) => string | number | null>> = {
  Nom: (row) => row.nom,
  Type: (row) => TYPE_LABELS[row.type].one,
  "Code INSEE": (row) => row.codeInsee,
  SIREN: (row) => row.siren,
  SIRET: (row) => row.siret,
  Intercommunalité: (row) => row.epci,
  Population: (row) => row.habitants,
  Statut: (row) => STATUT_LABELS[row.statut],
  Depuis: (row) => row.depuis && fromDatabase(row.depuis),
  "Adhésion synthétique": (row) => (row.synthetique ? "oui" : "non"),
  "Renseignements manquants": (row) => row.manques,
}

/** What is filtered, as rows of a file; that it left the portal is journaled, with its filter. */
export const exportRegister = (
  ctx: AgentContext,
  filter: RegisterFilter,
): Promise<{ columns: string[]; rows: Line[] }> =>
  write(ctx, "collectivites.consult", async (tx) => {
    const rows = await listRegister(tx, filter, { limit: EVERYTHING, offset: 0 })
    await tx.journal("repertoire.exported", { objet: "collectivites", apres: { ...filter, lignes: rows.length } })
    return { columns: Object.keys(COLUMNS), rows: rows.map(lineOf) }
  })

const lineOf = (row: RegisterRow): Line =>
  Object.fromEntries(Object.entries(COLUMNS).map(([name, value]) => [name, value(row) ?? ""]))
