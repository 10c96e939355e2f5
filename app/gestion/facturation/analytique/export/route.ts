import type { NextRequest } from "next/server"
import { read } from "@/lib/access/door.ts"
import { exportSheet } from "@/lib/access/export-sheet.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findAnalytique, type ServicePoste } from "@/lib/indicateurs/queries/analytique.ts"
import { type Annee, balanceService, type LigneBudget, type PosteSolde } from "@/lib/indicateurs/rules/analytique.ts"
import { analytiqueExport } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import type { Decimal } from "@/lib/platform/money.ts"
import type { SheetColumn } from "@/lib/platform/table-file.ts"

const PILIERS: readonly SheetColumn<PosteSolde>[] = [
  { name: "Pilier", kind: "text", of: ({ nom }) => nom },
  { name: "Budget", kind: "amount", of: ({ budget }) => budget },
  { name: "Dépensé", kind: "amount", of: ({ cumul }) => cumul },
  { name: "Commandé, à facturer", kind: "amount", of: ({ resteEngage }) => resteEngage },
  { name: "Engagé", kind: "amount", of: ({ engage }) => engage },
  { name: "Reste à engager", kind: "amount", of: ({ resteBudget }) => resteBudget },
  { name: "Mutualisé de l’exercice", kind: "amount", of: ({ mutualise }) => mutualise },
  { name: "Part du syndicat", kind: "amount", of: ({ partSyndicat }) => partSyndicat },
  { name: "Part des membres", kind: "amount", of: ({ partMembres }) => partMembres },
  { name: "Cotisations", kind: "amount", of: ({ cotisation }) => cotisation },
  { name: "À refacturer", kind: "amount", of: ({ refacturable }) => refacturable },
  { name: "Facturé", kind: "amount", of: ({ facture }) => facture },
  { name: "Solde", kind: "amount", of: ({ solde }) => solde },
]

const ACTIONS: readonly SheetColumn<LigneBudget>[] = [
  { name: "Pilier", kind: "text", of: ({ pilier }) => pilier },
  { name: "Action", kind: "text", of: ({ nom }) => nom },
  { name: "Partie d’une action", kind: "text", of: ({ partie }) => (partie ? "oui" : null) },
  { name: "Budget", kind: "amount", of: ({ budget }) => budget },
  { name: "Dépensé", kind: "amount", of: ({ depense }) => depense },
  { name: "Commandé, à facturer", kind: "amount", of: ({ resteEngage }) => resteEngage },
  { name: "Engagé", kind: "amount", of: ({ depense, resteEngage }) => depense + resteEngage },
]

const ANNEES: readonly SheetColumn<Annee>[] = [
  { name: "Exercice", kind: "integer", of: ({ exercice }) => exercice },
  { name: "Pilier", kind: "text", of: ({ nom }) => nom },
  { name: "Engagé", kind: "amount", of: ({ depense, resteEngage }) => depense + resteEngage },
  { name: "Dépensé", kind: "amount", of: ({ depense }) => depense },
  { name: "Commandé, à facturer", kind: "amount", of: ({ resteEngage }) => resteEngage },
  { name: "Services facturés", kind: "amount", of: ({ facture }) => facture },
  { name: "Cotisations", kind: "amount", of: ({ cotisation }) => cotisation },
]

const servicesOf = (percent: Decimal): readonly SheetColumn<ServicePoste>[] => [
  { name: "Service", kind: "text", of: ({ nom }) => nom },
  { name: "Pilier", kind: "text", of: ({ pilier }) => pilier },
  { name: "Coût", kind: "amount", of: ({ depense }) => depense },
  { name: "Commandé, à facturer", kind: "amount", of: ({ resteEngage }) => resteEngage },
  { name: "Part des membres", kind: "amount", of: (row) => balanceService(row, percent).partMembres },
  { name: "Part du syndicat", kind: "amount", of: (row) => balanceService(row, percent).partSyndicat },
  { name: "Quote-part de charges", kind: "amount", of: ({ quotePart }) => quotePart },
  { name: "Facturé", kind: "amount", of: ({ facture }) => facture },
  { name: "Reste au syndicat", kind: "amount", of: (row) => balanceService(row, percent).reste },
]

/** One of the tables of the accounts, for the finance software or a council. */
export async function GET(request: NextRequest): Promise<Response> {
  const ctx = await agentContext()
  const input = analytiqueExport.parse(Object.fromEntries(request.nextUrl.searchParams))
  const { format, quoi, exercice = yearOf(today()) } = input
  const { analytique, actions, annees, services, partMembres } = await read(ctx, (tx) => findAnalytique(tx, exercice))
  const asked = { objet: `analytique-${quoi}`, filtre: { exercice }, format, nom: `analytique-${quoi}-${exercice}` }
  const file = {
    piliers: () => exportSheet(ctx, { ...asked, columns: PILIERS, rows: async () => analytique.postes }),
    actions: () => exportSheet(ctx, { ...asked, columns: ACTIONS, rows: async () => actions }),
    annees: () => exportSheet(ctx, { ...asked, columns: ANNEES, rows: async () => annees }),
    services: () => exportSheet(ctx, { ...asked, columns: servicesOf(partMembres), rows: async () => services }),
  }
  return file[quoi]()
}
