import type { Metadata } from "next"
import { DepannageBadge } from "@/components/depannages/depannage-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listDepannagesOuverts } from "@/lib/depannages/queries/depannages.ts"
import { daysLate } from "@/lib/depannages/rules.ts"
import type { Depannage } from "@/lib/depannages/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatInstant, formatShortDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Dépannages" }

const PATH = "/gestion/postes/depannages"

export default async function DepannagesPage() {
  const ctx = await agentContext()
  const depannages = await read(ctx, (tx) => listDepannagesOuverts(tx, today()))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Postes", href: "/gestion/postes" }]}
        title="Dépannages"
        lede="Ce que le prestataire a rejeté, ce qui est en retard, ce qui bloque, puis le reste."
      />
      {depannages.length === 0 ? (
        <EmptyState title="Aucun dépannage en cours." />
      ) : (
        <Table
          caption="Dépannages en cours"
          rows={depannages}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${PATH}/${id}`}
          columns={COLUMNS}
        />
      )}
    </>
  )
}

const COLUMNS = [
  { key: "collectivite", header: "Collectivité", rowHeader: true, cell: ({ collectivite }: Depannage) => collectivite },
  { key: "poste", header: "Poste", cell: ({ poste, service }: Depannage) => poste ?? service },
  {
    key: "etat",
    header: "État",
    cell: ({ etat, bloquant }: Depannage) => (
      <>
        <DepannageBadge etat={etat} /> {bloquant ? <StateBadge tone="danger">bloquant</StateBadge> : null}
      </>
    ),
  },
  { key: "demande", header: "Demandé", nowrap: true, cell: ({ demandeLe }: Depannage) => formatInstant(demandeLe) },
  { key: "reference", header: "Ticket", cell: ({ reference }: Depannage) => reference ?? "–" },
  { key: "suivi", header: "Point prévu", nowrap: true, cell: suiviOf },
]

function suiviOf(depannage: Depannage) {
  if (!depannage.suiviLe) return "–"
  const late = daysLate(depannage, today())
  return (
    <>
      {formatShortDay(depannage.suiviLe)}{" "}
      {late === null ? null : <StateBadge tone="danger">{formatCount(late, "jour")} de retard</StateBadge>}
    </>
  )
}
