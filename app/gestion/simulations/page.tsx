import type { Metadata } from "next"
import { SimulationBadge } from "@/components/cotisations/simulation-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listSimulations, objetWords, type SimulationFile } from "@/lib/cotisations/queries/simulations.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Simulations de tarif" }

const COLUMNS: readonly Column<SimulationFile>[] = [
  { key: "libelle", header: "Simulation", rowHeader: true, cell: (row) => row.libelle },
  { key: "objet", header: "Ce qui changerait", cell: objetWords },
  { key: "exercice", header: "À partir de", cell: (row) => row.exercice },
  { key: "etat", header: "État", cell: (row) => <SimulationBadge etat={row.etat} /> },
  { key: "deliberation", header: "Délibération", cell: (row) => row.deliberation ?? "–" },
  { key: "creeLe", header: "Préparée le", nowrap: true, cell: (row) => formatShortDay(dayInParis(row.creeLe)) },
]

export default async function SimulationsPage() {
  const ctx = await agentContext()
  const rows = await read(ctx, listSimulations)
  const create = (
    <LinkButton href="/gestion/simulations/nouvelle" look="primary">
      Simuler un tarif
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title="Simulations de tarif"
        lede="Un nouveau taux ou un nouveau prix, essayé sur tous les membres avant d’être voté."
        action={rows.length > 0 ? create : undefined}
      />
      {rows.length > 0 ? (
        <Table
          caption="Simulations de tarif"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/gestion/simulations/${id}`}
        />
      ) : (
        <EmptyState title="Aucune simulation" action={create}>
          Une simulation ne change rien : elle montre qui paierait plus, qui paierait moins, et de combien.
        </EmptyState>
      )}
    </>
  )
}
