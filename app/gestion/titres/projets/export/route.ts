import type { NextRequest } from "next/server"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { dayInParis, today } from "@/lib/platform/dates.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"
import { listProjets, type ProjetRow } from "@/lib/titres/queries/projets.ts"
import { projetsExport } from "@/lib/titres/schema.ts"
import { NATURE_LABELS, PROJET_LABELS } from "@/lib/titres/types.ts"

const COLUMNS: readonly SheetColumn<ProjetRow>[] = [
  { name: "Objet", kind: "text", of: ({ objet }) => objet },
  { name: "Nature", kind: "text", of: ({ nature }) => NATURE_LABELS[nature].titre },
  { name: "Titre corrigé", kind: "text", of: ({ corrigeReference }) => corrigeReference },
  { name: "Débiteur", kind: "text", of: ({ nom }) => nom },
  { name: "Motif", kind: "text", of: ({ motif }) => motif },
  { name: "Proposé par", kind: "text", of: ({ proposePar }) => proposePar },
  { name: "Proposé le", kind: "day", of: ({ proposeLe }) => dayInParis(proposeLe) },
  { name: "Montant", kind: "amount", of: ({ nature, montant }) => (nature === "recette" ? montant : -montant) },
  { name: "État", kind: "text", of: ({ etat }) => PROJET_LABELS[etat].word },
]

/** What was proposed, as the list is filtered, all of its pages. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const { format, etat } = projetsExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  return exportSheet(ctx, {
    ...{ objet: "titres-proposes", filtre: { etat }, format, nom: `titres-proposes-${today()}`, columns: COLUMNS },
    rows: (tx, limit) => listProjets(tx, { etat, page: 1 }, limit),
  })
}
